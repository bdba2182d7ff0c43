package io.parley.server.bench;

import io.parley.media.Audio;
import java.util.Random;

/** A line on which nobody speaks: white noise of -60 dBFS, ten seconds of it and again. One thread at a time. */
final class LineNoise {
    private static final double LEVEL = 32.8;
    private static final int FRAMES = 500;

    private final short[][] frames = new short[FRAMES][Audio.FRAME_SAMPLES];
    private int next;

    LineNoise(long seed) {
        Random random = new Random(seed);
        for (short[] frame : frames) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) Math.round(LEVEL * random.nextGaussian());
            }
        }
    }

    /** The next 20 ms; not to be written to. */
    short[] frame() {
        next = (next + 1) % FRAMES;
        return frames[next];
    }
}
