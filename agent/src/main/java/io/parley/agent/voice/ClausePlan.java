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
    /** Hertz of a frame without a pitch. */
    static final float UNVOICED = 8;

    /** Index of the pack's voice. */
    final int voice;

    /** Hidden states of the tokens, one after the other. */
    final float[] hidden;
    /** First frame of each token; one more at the end, the number of frames. */
    final int[] starts;
    /** Token of each frame. */
    final int[] tokenOf;

    final Prosody prosody;
    final float[] mel;
    /** Hertz; {@link #UNVOICED} where there is none. */
    final float[] f0;
    /** Frames whose {@link #mel} and {@link #f0} are there. */
    int planned;

    /** @param starts {@link #starts(int[])}; the last of them is the number of frames that {@code prosody} has */
    ClausePlan(int voice, float[] hidden, int[] starts, Prosody prosody) {
        this.voice = voice;
        this.hidden = hidden;
        this.starts = starts;
        this.prosody = prosody;
        tokenOf = new int[starts[starts.length - 1]];
        for (int i = 0; i < starts.length - 1; i++) {
            Arrays.fill(tokenOf, starts[i], starts[i + 1], i);
        }
        mel = new float[frames() * BANDS];
        f0 = new float[frames()];
    }

    /** First frame of each token, and the number of frames at the end, where the tokens last this many. */
    static int[] starts(int[] frames) {
        int[] starts = new int[frames.length + 1];
        for (int i = 0; i < frames.length; i++) {
            starts[i + 1] = starts[i] + frames[i];
        }
        return starts;
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
