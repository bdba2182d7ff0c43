package io.parley.agent.ear;

import java.util.Map;

/**
 * What hears one caller, and reports after each window of voice activity ({@link Heard}). All methods are called on the
 * call's context, where the reports arrive.
 */
public interface Hearing {
    /**
     * Takes 20 ms of the caller; copied.
     *
     * @param played RMS of what the agent said in the same 20 ms, 16-bit scale
     */
    void hear(short[] pcm, float played);

    /**
     * What the caller may say from the next utterance on.
     *
     * @param priors entries of the agent's grammar with the natural log of their priors
     * @param textMillis the longest free text that is asked for, 0 where none is
     */
    void expect(Map<String, Float> priors, int textMillis);

    /** No grammar explains the utterance under way: let it be taken down in words, if somebody can. */
    void takeDown();

    /** The utterance under way is dealt with: what is said from now on is another one. */
    void settle();

    void close();

    /** 20 ms blocks lost because the machine was too slow. */
    long lostBlocks();
}
