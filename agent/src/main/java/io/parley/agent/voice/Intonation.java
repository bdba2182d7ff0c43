package io.parley.agent.voice;

import java.util.Locale;
import java.util.Set;

/**
 * The rise at the end of a question that can be answered by yes or no: from the last stressed vowel on. The teacher, whose
 * melodies the planner has learnt, ends these questions as it ends a statement (within 0.6 semitones, 16 pairs). Questions
 * for a thing or a place fall in English and in Spanish, as do those that end in a choice, and are left as they are.
 *
 * <p>A smaller rise at the commas of a list, where three of the five voices fall as if each item were the last (by 1.4 to 3.5
 * semitones, 13 commas each); the last item falls with all of them.
 */
final class Intonation {
    /** Semitones from the last stressed vowel to the end. */
    static final double RISE = 5;

    /** Semitones from the last stressed vowel of an item to the comma behind it. */
    static final double LIST_RISE = 3;

    private static final double SEMITONE = Math.log(2) / 12;
    private static final Set<String> FALLING = Set.of(
            "what", "what's", "who", "who's", "whom", "whose", "when", "where", "where's", "why", "how", "which", "or",
            "qué", "quién", "quiénes", "cuándo", "dónde", "adónde", "cómo", "cuál", "cuáles", "cuánto", "cuánta",
            "cuántos", "cuántas", "o");

    private Intonation() {}

    /**
     * Adds the rise to the pitch of each frame.
     *
     * @param starts first frame of each token as it is heard; one more at the end, the number of frames
     * @param pitch ln of the factor on the pitch, of each frame
     */
    static void lay(Clause clause, int[] starts, float[] pitch) {
        String phones = clause.phones();
        int item = 0;
        for (int comma : Series.commas(clause)) {
            int top = starts[comma + 1];
            add(pitch, starts[lastStress(phones, item, comma) + 1], top, top, LIST_RISE);
            // Back over the comma: the next item begins where it would.
            for (int t = top; t < starts[comma + 2]; t++) {
                pitch[t] += (float) (LIST_RISE * SEMITONE * (starts[comma + 2] - t) / (starts[comma + 2] - top));
            }
            item = comma + 1;
        }
        if (rises(clause)) {
            int from = starts[lastStress(phones, item, phones.length()) + 1];
            add(pitch, from, starts[phones.length()], pitch.length, RISE);
        }
    }

    /** A rise from one frame to another, and its height until a third. */
    private static void add(float[] pitch, int from, int top, int end, double semitones) {
        for (int t = from; t < end; t++) {
            pitch[t] += (float) (semitones * SEMITONE * Math.min(1, (t - from + 1.0) / (top - from)));
        }
    }

    private static boolean rises(Clause clause) {
        return clause.phones().endsWith("?")
                && clause.words().stream()
                        .noneMatch(word -> FALLING.contains(word.text().toLowerCase(Locale.ROOT)));
    }

    /** The phone after the last mark of stress of a stretch; its first phone where there is none. */
    private static int lastStress(String phones, int from, int to) {
        int mark = Math.max(phones.lastIndexOf(Phones.PRIMARY, to - 1), phones.lastIndexOf(Phones.SECONDARY, to - 1));
        return Math.max(from, mark + 1);
    }
}
