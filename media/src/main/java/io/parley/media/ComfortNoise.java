package io.parley.media;

/**
 * Noise for the caller's silence as a comfort noise packet describes it (RFC 3389): a level and, where given, the
 * spectrum as reflection coefficients. Without a packet there is silence. Deterministic. Media thread only.
 */
final class ComfortNoise {
    private static final int MAX_ORDER = 10;
    private static final double FULL_SCALE = 32_767;

    private final float[] reflection = new float[MAX_ORDER];
    private final float[] state = new float[MAX_ORDER + 1];
    private int order;
    private float amplitude;
    private int seed = 0x1234567;

    void off() {
        amplitude = 0;
    }

    /** Reads a packet: one byte of level in -dBov, then up to ten coefficients (RFC 3389, sections 3.1 to 3.3). */
    void describe(byte[] payload, int length) {
        if (length == 0) {
            return;
        }
        order = Math.min(MAX_ORDER, length - 1);
        double left = 1;
        for (int i = 0; i < order; i++) {
            float coefficient = Math.max(-0.99f, Math.min(0.99f, ((payload[i + 1] & 0xff) - 127) / 128f));
            reflection[i] = coefficient;
            left *= 1 - coefficient * coefficient;
        }
        double rms = FULL_SCALE * Math.pow(10, -(payload[0] & 0x7f) / 20.0);
        // Even noise between -1 and 1 has an RMS of 1/sqrt(3); the all-pole filter raises its power by 1/left.
        amplitude = (float) (rms * Math.sqrt(3 * left));
    }

    void fill(short[] pcm, int offset, int count) {
        for (int i = 0; i < count; i++) {
            pcm[offset + i] = amplitude == 0 ? 0 : Pcm.saturate(filtered(random() * amplitude));
        }
    }

    /** All-pole lattice. */
    private float filtered(float excitation) {
        float forward = excitation;
        for (int i = order - 1; i >= 0; i--) {
            forward -= reflection[i] * state[i];
            state[i + 1] = state[i] + reflection[i] * forward;
        }
        state[0] = forward;
        return forward;
    }

    private float random() {
        seed = seed * 1_664_525 + 1_013_904_223;
        return seed / 2_147_483_648f;
    }
}
