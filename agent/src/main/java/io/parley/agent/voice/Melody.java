package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Melodies as they are written, {@code C4:400 D#4:400 Bb3}: a note, its octave, its milliseconds. */
final class Melody {
    static final int MOST_NOTES = 200;
    static final int SHORTEST = 50;
    static final int LONGEST = 5_000;

    private static final Pattern NOTE = Pattern.compile("([A-Ga-g])([#b]?)([1-6])(?::(\\d{1,5}))?");
    /** Semitones above C of the notes A to G. */
    private static final int[] SEMITONES = {9, 11, 0, 2, 4, 5, 7};

    private static final double A4 = 440;
    private static final int A4_SEMITONES = 4 * 12 + 9;

    private Melody() {}

    /** The notes; null where one of them is none, or they are none or too many. */
    static @Nullable List<Note> parse(String written) {
        String[] parts = written.strip().split("[\\s,]+");
        if (parts.length > MOST_NOTES) {
            return null;
        }
        List<Note> notes = new ArrayList<>();
        for (String part : parts) {
            Matcher note = NOTE.matcher(part);
            if (!note.matches()) {
                return null;
            }
            String millis = note.group(4);
            notes.add(new Note(hertz(note), millis == null ? 0 : millis(Integer.parseInt(millis))));
        }
        return notes;
    }

    private static int millis(int written) {
        return (int) clamp(written, SHORTEST, LONGEST);
    }

    /** Equal temperament, A4 at 440 Hz. */
    private static double hertz(Matcher note) {
        int letter = Character.toUpperCase(note.group(1).charAt(0)) - 'A';
        int shift = note.group(2).isEmpty() ? 0 : note.group(2).equals("#") ? 1 : -1;
        int semitones = 12 * Integer.parseInt(note.group(3)) + SEMITONES[letter] + shift;
        return A4 * Math.pow(2, (semitones - A4_SEMITONES) / 12.0);
    }

    static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
