package io.parley.agent.voice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Speech while it is made: 16 kHz, 16-bit samples that grow until {@link #done}. All methods may be called on any thread
 * and never block.
 */
public interface Utterance {
    /** Samples rendered so far. Never shrinks. */
    int available();

    /** Whether nothing more will come: finished, cancelled or failed. It then never changes. */
    boolean done();

    /** Why it ended early, or null. What was rendered before stays valid. */
    @Nullable
    Throwable error();

    /**
     * Copies samples out.
     *
     * @param from index of the first sample wanted
     * @param n samples wanted
     * @return samples copied: less than {@code n} where they are not rendered yet or the utterance ends
     */
    int copy(int from, short[] destination, int offset, int n);

    /** Which word and which phone sound where, as far as that is known. */
    Alignment alignment();

    /** The words whose place in the audio is known so far, in order. They are known clause by clause, before the audio. */
    default List<Unit> units() {
        return alignment().units();
    }

    /** Index into {@link #units} of the word that sounds at a sample; -1 before the first. */
    default int unitAt(int sample) {
        return alignment().unitAt(sample);
    }

    /** Stops rendering. What is rendered stays; {@link #done} is true from now on. */
    void cancel();

    /**
     * Sets who hears that {@link #available}, {@link #alignment} or {@link #done} changed: on the rendering thread, so it must be
     * quick. Called once at once, on the calling thread, if something is there already. Only one listener is kept.
     */
    void onProgress(Runnable listener);

    /**
     * A word as it is said.
     *
     * @param text for example {@code four} where the text has {@code 4}
     * @param from first character of the spoken text it stands for
     * @param to the character after the last
     * @param firstSample where it begins in the audio; it lasts until the next one, pauses included
     */
    record Unit(String text, int from, int to, int firstSample) {}
}
