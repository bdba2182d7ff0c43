package io.parley.agent.dictation;

import io.parley.agent.ear.LevelEstimate;
import io.parley.media.Audio;

/**
 * The end of what a caller has said so far, at the level that recognisers are used to, in blocks of 20 ms that are
 * numbered from the beginning of the call. Confined to the call's context.
 */
final class AudioTail {
    private final short[][] blocks;
    private final LevelEstimate level = new LevelEstimate();
    private final float[] levelled = new float[Audio.FRAME_SAMPLES];
    private long end;

    /** @param capacity blocks kept */
    AudioTail(int capacity) {
        blocks = new short[capacity][Audio.FRAME_SAMPLES];
    }

    void add(short[] pcm) {
        level.apply(pcm, 0, Audio.FRAME_SAMPLES, levelled, 0);
        short[] block = blocks[(int) (end++ % blocks.length)];
        for (int i = 0; i < block.length; i++) {
            block[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, levelled[i]));
        }
    }

    /** Number of the first block that is still here. */
    long start() {
        return Math.max(0, end - blocks.length);
    }

    /** Number of the next block. */
    long end() {
        return end;
    }

    /** A copy of a block that is still here. */
    short[] copy(long number) {
        return blocks[(int) (number % blocks.length)].clone();
    }
}
