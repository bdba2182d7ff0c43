package io.parley.agent.voice;

import java.util.Arrays;

/**
 * A clause on its way to audio: how many frames each token lasts, and the features of the frames planned so far. Filled by
 * {@link Planner}, read by {@link ClauseRenderer}; belongs to one utterance, used by one thread at a time.
 */
final class ClausePlan {
    /** Values of a token's hidden state. */
    static final int HIDDEN = 192;
    /** Mel bands. */
    static final int BANDS = 80;

    /** Hidden states of the tokens, one after the other. */
    final float[] hidden;
    /** First frame of each token; one more at the end, the number of frames. */
    final int[] starts;
    /** Token of each frame. */
    final int[] tokenOf;

    final float[] mel;
    /** Hertz; 8 where unvoiced. Scaled by the style. */
    final float[] f0;
    /** Frames whose {@link #mel} and {@link #f0} are there. */
    int planned;

    ClausePlan(float[] hidden, int[] frames) {
        this.hidden = hidden;
        starts = new int[frames.length + 1];
        for (int i = 0; i < frames.length; i++) {
            starts[i + 1] = starts[i] + frames[i];
        }
        tokenOf = new int[starts[frames.length]];
        for (int i = 0; i < frames.length; i++) {
            Arrays.fill(tokenOf, starts[i], starts[i + 1], i);
        }
        mel = new float[frames() * BANDS];
        f0 = new float[frames()];
    }

    int tokens() {
        return starts.length - 1;
    }

    int frames() {
        return tokenOf.length;
    }

    int framesOf(int token) {
        return starts[token + 1] - starts[token];
    }
}
