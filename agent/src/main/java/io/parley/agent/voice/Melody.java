package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;

/** Notes as files write them: {@code C4:400 F#3:250 D4}, a name with its octave and, where it matters, milliseconds. */
public final class Melody {
    private static final String NAMES = "C.D.EF.G.A.B";
    private static final int CONCERT_A = 57;

    private Melody() {}

    /** @param text a melody that {@link io.parley.config.StyleSpec#isMelody} accepts */
    public static List<Note> parse(String text) {
        List<Note> notes = new ArrayList<>();
        for (String note : text.strip().split("\\s+", -1)) {
            if (!note.isEmpty()) {
                String[] parts = note.split(":", 2);
                notes.add(new Note(hertz(parts[0]), parts.length == 1 ? 0 : Integer.parseInt(parts[1])));
            }
        }
        return List.copyOf(notes);
    }

    /** Equal temperament, A4 = 440 Hz. */
    private static double hertz(String name) {
        int octave = name.charAt(name.length() - 1) - '0';
        int semitone = NAMES.indexOf(name.charAt(0)) + 12 * octave;
        if (name.length() == 3) {
            semitone += name.charAt(1) == '#' ? 1 : -1;
        }
        return 440 * Math.pow(2, (semitone - CONCERT_A) / 12.0);
    }
}
