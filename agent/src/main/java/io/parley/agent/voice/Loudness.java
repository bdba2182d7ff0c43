package io.parley.agent.voice;

/**
 * Brings the voice to a telephone's level: speech at -20 dB below full scale (RMS while it speaks), peaks bent smoothly
 * below full scale instead of cut. The gain is fixed, so that quiet stays quiet and a word sounds the same in every
 * sentence; the models' own level varies by less than 2 dB over sentences.
 */
final class Loudness {
    /** From the models' level, -21.7 dB over 40 sentences, to -20. */
    static final float GAIN = 1.21f;
    /** Up to here the curve is straight. */
    private static final float KNEE = 0.6f;

    private static final float FULL_SCALE = 32_767;

    /** Below this peak, -46 dB, nothing is heard on a telephone. */
    private static final int AUDIBLE = 164;
    /** Kept after the last audible sample: 40 ms, for the room to fall quiet. */
    private static final int DECAY = VoicePack.SAMPLE_RATE / 25;

    /** Kept before the first audible sample: 5 ms, of which the sound rises. */
    private static final int RISE = VoicePack.SAMPLE_RATE / 200;

    private Loudness() {}

    /** Where the sound in {@code samples} from {@code from} to {@code to} begins; {@code to} where there is none. */
    static int soundBegins(short[] samples, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Math.abs(samples[i]) >= AUDIBLE) {
                return Math.max(from, i - RISE);
            }
        }
        return to;
    }

    /** Where the sound in {@code samples} from {@code from} to {@code to} has died away; {@code from} where there is none. */
    static int soundEnds(short[] samples, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (Math.abs(samples[i]) >= AUDIBLE) {
                return Math.min(to, i + 1 + DECAY);
            }
        }
        return from;
    }

    /** Samples of the models, full scale 1, as 16-bit samples. */
    static void apply(float[] samples, int n, short[] destination, int offset) {
        for (int i = 0; i < n; i++) {
            destination[offset + i] = (short) Math.rint(bent(samples[i] * GAIN) * FULL_SCALE);
        }
    }

    private static double bent(float x) {
        float level = Math.abs(x);
        if (level <= KNEE) {
            return x;
        }
        return Math.copySign(KNEE + (1 - KNEE) * Math.tanh((level - KNEE) / (1 - KNEE)), x);
    }
}
