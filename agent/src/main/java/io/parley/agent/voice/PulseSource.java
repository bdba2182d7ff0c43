package io.parley.agent.voice;

import java.util.Arrays;

/**
 * The voice's excitation: a band-limited pulse train of unit power that follows the pitch (the pack's README, 3). Frames
 * are asked for in order; the phase runs on in double precision.
 */
final class PulseSource {
    private static final double HIGHEST = 7_600;
    private static final double VOICED = 50;
    private static final double WHOLE = 1e-4;

    /** Cycles since the clause began, at the centre of the last frame made. */
    private double cycles;

    /**
     * Makes the next frame.
     *
     * @param f0 pitch of this frame in Hz
     * @param next pitch of the next frame; of this one where it is the last
     */
    void frame(float f0, float next, float[] destination, int offset) {
        double before = (double) f0 * VoicePack.HOP / VoicePack.SAMPLE_RATE;
        double after = (double) next * VoicePack.HOP / VoicePack.SAMPLE_RATE;
        cycles += before;
        if (f0 <= VOICED) {
            Arrays.fill(destination, offset, offset + VoicePack.HOP, 0);
            return;
        }
        double phase = cycles % 1;
        double harmonics = Math.floor(HIGHEST / f0);
        double power = Math.sqrt(2 / harmonics);
        for (int i = 0; i < VoicePack.HOP; i++) {
            double a = (i + 0.5 - VoicePack.HOP / 2.0) / VoicePack.HOP;
            double p = phase + a * (a < 0 ? before : after);
            p -= Math.rint(p);
            double s = Math.sin(Math.PI * p);
            double x = Math.abs(s) < WHOLE ? harmonics : Math.sin(2 * Math.PI * (harmonics + 0.5) * p) / (2 * s) - 0.5;
            destination[offset + i] = (float) (x * power);
        }
    }
}
