package io.parley.media;

/**
 * Tells near-silence, where a frame can be left out unheard, from speech: power close to the noise floor, which is
 * followed quickly down and slowly up. Media thread only.
 */
final class QuietDetector {
    /** 6 dB above the floor. */
    private static final double NEAR = 4;
    /** -60 dBFS: below this everything is quiet. */
    private static final double INAUDIBLE = 32_768.0 * 32_768.0 * 1e-6;
    /** -35 dBFS: above this nothing is quiet, whatever the floor. */
    private static final double LOUD = 32_768.0 * 32_768.0 * 3.2e-4;

    private static final double RISE = 1.02;

    private double floor = INAUDIBLE;

    /** Takes note of a frame's power (mean square). */
    void hear(double power) {
        floor = Math.max(INAUDIBLE, Math.min(power, floor * RISE));
    }

    boolean isQuiet(double power) {
        return power < Math.min(LOUD, NEAR * floor);
    }
}
