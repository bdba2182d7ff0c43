package io.parley.media;

/** Arithmetic on 16-bit samples. */
final class Pcm {
    private Pcm() {}

    static short saturate(int sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
    }

    static short saturate(float sample) {
        return saturate(Math.round(sample));
    }

    /** Mean of the squares. */
    static double power(short[] samples, int offset, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int sample = samples[offset + i];
            sum += (long) sample * sample;
        }
        return count == 0 ? 0 : (double) sum / count;
    }
}
