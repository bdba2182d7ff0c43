package io.parley.agent.voice;

import java.util.Locale;
import java.util.Set;

/**
 * The rise at the end of a question that can be answered by yes or no: from the last stressed vowel on. The teacher, whose
 * melodies the planner has learnt, ends these questions as it ends a statement (within 0.6 semitones, 16 pairs). Questions
 * for a thing or a place fall in English and in Spanish, as do those that end in a choice, and are left as they are.
 */
final class Intonation {
    /** Semitones from the last stressed vowel to the end. */
    static final double RISE = 5;

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
        if (!rises(clause)) {
            return;
        }
        int from = starts[lastStress(clause.phones()) + 1];
        int to = starts[clause.phones().length()];
        for (int t = from; t < pitch.length; t++) {
            pitch[t] += (float) (RISE * SEMITONE * Math.min(1, (t - from + 1.0) / (to - from)));
        }
    }

    private static boolean rises(Clause clause) {
        return clause.phones().endsWith("?")
                && clause.words().stream()
                        .noneMatch(word -> FALLING.contains(word.text().toLowerCase(Locale.ROOT)));
    }

    /** The phone after the last mark of stress; the first phone where there is none. */
    private static int lastStress(String phones) {
        int mark = Math.max(phones.lastIndexOf(Phones.PRIMARY), phones.lastIndexOf(Phones.SECONDARY));
        return mark + 1;
    }
}
