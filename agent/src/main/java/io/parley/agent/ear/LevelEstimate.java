package io.parley.agent.ear;

/**
 * The gain that brings a caller to the level the ear was trained on, estimated from the call so far: the mean power of
 * the 20 ms blocks within 20 dB of the (slowly forgotten) loudest one, with a prior of RMS 1,000 that weighs as much as
 * 0.2 s. Without any level estimate the ear loses much; this one loses little against knowing the whole clip
 * (models/ear-en/README.md).
 *
 * <p>Block powers are kept in a histogram of quarter decibels, so that a call of any length costs the same.
 */
public final class LevelEstimate {
    /** Active level (RMS, 16-bit scale) that callers are brought to. */
    public static final double TARGET = 2_000;

    private static final double PRIOR = 1_000;
    private static final int PRIOR_BLOCKS = 10;
    private static final double FORGET_PEAK = 0.9995;
    private static final double ACTIVE_RANGE = 100; // 20 dB in power
    private static final double MIN_POWER = 100;
    private static final double MIN_LEVEL = 20;
    private static final double STEP_DB = 0.25;
    private static final int BINS = 400;

    private final int[] count = new int[BINS];
    private final double[] power = new double[BINS];
    private double peak;
    private float gain = (float) (TARGET / PRIOR);

    /**
     * Takes one block, and scales it with a ramp from the gain before to the gain after.
     *
     * @param block samples as received
     * @param out receives {@code length} scaled samples from {@code outOffset} on
     */
    public void apply(short[] block, int offset, int length, float[] out, int outOffset) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double x = block[offset + i];
            sum += x * x;
        }
        float before = gain;
        observe(sum / length);
        gain = (float) (TARGET / Math.max(level(), MIN_LEVEL));
        float slope = (gain - before) / length;
        for (int i = 0; i < length; i++) {
            out[outOffset + i] = block[offset + i] * (before + slope * i);
        }
    }

    private void observe(double meanSquare) {
        peak = Math.max(peak * FORGET_PEAK, meanSquare);
        if (meanSquare > MIN_POWER) {
            int bin = bin(meanSquare);
            count[bin]++;
            power[bin] += meanSquare;
        }
    }

    /** Active speech level so far, RMS in 16-bit scale. */
    public double level() {
        double sum = PRIOR_BLOCKS * PRIOR * PRIOR;
        long blocks = PRIOR_BLOCKS;
        for (int bin = bin(Math.max(peak / ACTIVE_RANGE, MIN_POWER)); bin < BINS; bin++) {
            sum += power[bin];
            blocks += count[bin];
        }
        return Math.sqrt(sum / blocks);
    }

    private static int bin(double meanSquare) {
        return Math.min(BINS - 1, (int) (10 * Math.log10(meanSquare) / STEP_DB));
    }
}
