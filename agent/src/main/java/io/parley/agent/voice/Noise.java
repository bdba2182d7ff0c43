package io.parley.agent.voice;

import java.util.SplittableRandom;

/** Standard normal noise, the breath of the voice: one stream a clause, from its first sample on. */
@FunctionalInterface
interface Noise {
    /** The seed of every clause, so that the same clause always sounds the same. */
    long SEED = 1;

    /** Writes the next {@code n} values. */
    void fill(float[] destination, int offset, int n);

    /** A stream that is the same every time. */
    static Noise seeded() {
        SplittableRandom random = new SplittableRandom(SEED);
        return (destination, offset, n) -> {
            for (int i = 0; i < n; i++) {
                destination[offset + i] = (float) random.nextGaussian();
            }
        };
    }
}
