package io.parley.agent.dialogue;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the conversation itself goes. Immutable.
 *
 * @param question the question that is open, to be asked again
 * @param lastSaid what was said last, to be repeated
 * @param misses no-inputs and no-matches in a row
 * @param pace factor on the speed of speaking that the caller has asked for
 * @param locale how numbers, sums and days are said from now on; null as the agent's file has it
 */
public record Talk(
        String question,
        String lastSaid,
        int misses,
        float pace,
        @Nullable Locale locale) {
    static final Talk START = new Talk("", "", 0, 1, null);

    /** A step of "slower" and of "faster". */
    private static final float STEP = 1.18f;

    private static final float SLOWEST = 0.7f;
    private static final float FASTEST = 1.4f;

    Talk question(String text) {
        return new Talk(text, lastSaid, misses, pace, locale);
    }

    Talk said(String text) {
        return text.isEmpty() ? this : new Talk(question, text, misses, pace, locale);
    }

    Talk misses(int count) {
        return new Talk(question, lastSaid, count, pace, locale);
    }

    Talk slower() {
        return new Talk(question, lastSaid, misses, Math.max(SLOWEST, pace / STEP), locale);
    }

    Talk faster() {
        return new Talk(question, lastSaid, misses, Math.min(FASTEST, pace * STEP), locale);
    }

    Talk locale(Locale other) {
        return new Talk(question, lastSaid, misses, pace, other);
    }
}
