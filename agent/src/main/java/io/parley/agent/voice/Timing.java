package io.parley.agent.voice;

import java.util.Arrays;
import java.util.List;

/**
 * How long each token lasts, by the contract of the pack (models/voice-en/README.md). Pure arithmetic in 32-bit floats, as
 * the reference has it.
 */
final class Timing {
    /** Before the first sound: silence there costs the caller time. */
    static final int LEAD_FRAMES = 7;
    /** After the last sound of a turn: the final punctuation lasts 150 ms otherwise. */
    static final int TAIL_FRAMES = 2;
    /** A second and a half: no token needs more, and a clause must not grow without bound. */
    static final int MOST_FRAMES = 120;
    /** The longest pause that can be asked for, in milliseconds. */
    static final int LONGEST_PAUSE = 10_000;

    /** What words and style together may make of the speed. */
    static final double SLOWEST = 0.5;

    static final double FASTEST = 2;

    private static final String PAUSES = " ,.?!;:";
    /** A duration's unit, in milliseconds. */
    private static final float UNIT = 25;

    private static final float LEAST = 0.5f;
    private static final float FRAMES_A_UNIT = 2;

    private Timing() {}

    /**
     * Frames of each token of a clause.
     *
     * @param durations of all tokens, pads included, in units of 25 ms, as the planner has them
     */
    static int[] frames(Clause clause, float[] durations, Manner manner, Clamps clamps) {
        float[] units = scaled(clause, durations, manner.style(), clamps);
        int[] most = new int[units.length];
        Arrays.fill(most, MOST_FRAMES);
        sing(clause, units, manner);
        rest(clause, units, most, clamps);
        return capped(clause.phones(), rounded(units, most), manner.last());
    }

    private static float[] scaled(Clause clause, float[] durations, Style style, Clamps clamps) {
        float[] units = new float[clause.phones().length() + 2];
        double[] rates = clause.words().stream()
                .mapToDouble(word -> clamps.within(rate(word.delivery(), style), SLOWEST, FASTEST))
                .toArray();
        for (int i = 0; i < units.length; i++) {
            double pause = isPause(clause.phones(), i) ? style.pauses() : 1;
            units[i] = Math.max(durations[i] * (float) (pause / rates[wordOf(clause, i)]), LEAST);
        }
        return units;
    }

    private static double rate(Delivery delivery, Style style) {
        return style.rate()
                * style.pace()
                * delivery.rate()
                * Stress.of(delivery.emphasis()).rate();
    }

    /** Pads belong to the words next to them. */
    static int wordOf(Clause clause, int token) {
        int phone = Math.max(0, Math.min(token - 1, clause.phones().length() - 1));
        return clause.unitOf()[phone];
    }

    /** A note's length goes to the vowel; consonants keep theirs, as a singer's do. */
    private static void sing(Clause clause, float[] units, Manner manner) {
        List<Syllable> syllables =
                manner.style().melody().isEmpty() && !marked(clause) ? List.of() : Syllable.of(clause);
        for (int i = 0; i < syllables.size(); i++) {
            Syllable syllable = syllables.get(i);
            Note note = syllable.note(manner, i);
            if (note != null && note.millis() > 0) {
                float others = 0;
                for (int phone = syllable.from(); phone < syllable.to(); phone++) {
                    others += phone == syllable.vowel() ? 0 : units[phone + 1];
                }
                units[syllable.vowel() + 1] = Math.max(1, note.millis() / UNIT - others);
            }
        }
    }

    private static boolean marked(Clause clause) {
        return clause.words().stream().anyMatch(word -> !word.delivery().notes().isEmpty());
    }

    /** A pause that the text asks for takes the place of the voice's own. */
    private static void rest(Clause clause, float[] units, int[] most, Clamps clamps) {
        int length = clause.phones().length();
        for (int i = 1; i <= length; i++) {
            int millis = clause.words().get(wordOf(clause, i)).pauseAfter();
            boolean first = isPause(clause.phones(), i) && (i == 1 || !isPause(clause.phones(), i - 1));
            if (first && millis != Clause.Word.NATURAL) {
                int end = i + 1;
                while (end < units.length && isPause(clause.phones(), end)) {
                    units[end++] = LEAST;
                }
                float wanted = (float) clamps.within(millis, 0, LONGEST_PAUSE) / UNIT;
                units[i] = Math.max(LEAST, wanted - LEAST * (end - i - 1));
                most[i] = Integer.MAX_VALUE;
            }
        }
    }

    private static int[] rounded(float[] units, int[] most) {
        int[] frames = new int[units.length];
        float end = 0;
        int before = 0;
        for (int i = 0; i < frames.length; i++) {
            end += FRAMES_A_UNIT * units[i];
            int rounded = (int) Math.rint(end);
            frames[i] = Math.min(Math.max(1, rounded - before), most[i]);
            before = rounded;
        }
        return frames;
    }

    private static int[] capped(String phones, int[] frames, boolean last) {
        frames[0] = Math.min(frames[0], LEAD_FRAMES);
        if (last) {
            for (int i = frames.length - 1; i > 0 && isPause(phones, i); i--) {
                frames[i] = Math.min(frames[i], TAIL_FRAMES);
            }
        }
        return frames;
    }

    private static boolean isPause(String phones, int token) {
        return token == 0 || token > phones.length() || PAUSES.indexOf(phones.charAt(token - 1)) >= 0;
    }
}
