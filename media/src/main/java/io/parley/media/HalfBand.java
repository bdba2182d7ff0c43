package io.parley.media;

import java.util.Arrays;

/**
 * Doubles or halves the sample rate with a half-band filter of 47 taps: flat to 3.4 kHz, what lies above 4.6 kHz down by
 * 60 dB, 1.4 ms of delay. Every other tap of such a filter is zero, so 24 multiplications a sample do; the loops run
 * over samples inside taps, four taps at a time, because the compiler vectorises that.
 *
 * <p>Keeps the end of one frame for the next: one instance per stream and direction, used by one thread at a time.
 */
final class HalfBand {
    /** Odd taps on both sides together; with the middle one and the zeros between them the filter spans 47. */
    private static final int TAPS = 24;

    private static final int REACH = TAPS - 1;
    private static final float[] ODD = design();

    /**
     * Where a frame is worked on. One for every thread and not for every stream: the media thread filters for hundreds of
     * calls in turn, and what each of them had to itself would have left the cache before its next turn.
     */
    private static final class Bench {
        float[] even = {};
        float[] odd = {};
        float[] sum = {};

        void fit(int frame) {
            if (sum.length < frame) {
                even = new float[frame + REACH];
                odd = new float[frame + REACH];
                sum = new float[frame];
            }
        }
    }

    private static final ThreadLocal<Bench> BENCH = ThreadLocal.withInitial(Bench::new);

    /** The last samples of the frame before, of the even and the odd ones. */
    private final float[] evenBefore = new float[REACH];

    private final float[] oddBefore = new float[REACH];
    private final int frame;

    /** @param lowRateFrame samples of a frame at the lower of the two rates */
    HalfBand(int lowRateFrame) {
        frame = lowRateFrame;
    }

    /** {@code frame} samples in, twice as many out. */
    void up(short[] in, int offset, short[] out) {
        Bench bench = BENCH.get();
        bench.fit(frame);
        float[] even = bench.even;
        float[] sum = bench.sum;
        System.arraycopy(evenBefore, 0, even, 0, REACH);
        for (int n = 0; n < frame; n++) {
            even[REACH + n] = in[offset + n];
        }
        System.arraycopy(even, frame, evenBefore, 0, REACH);
        convolve(even, sum, 2);
        for (int n = 0; n < frame; n++) {
            out[2 * n] = Pcm.saturate(sum[n]);
            out[2 * n + 1] = (short) even[REACH / 2 + 1 + n];
        }
    }

    /** Twice {@code frame} samples in, {@code frame} out. */
    void down(short[] in, short[] out, int offset) {
        Bench bench = BENCH.get();
        bench.fit(frame);
        float[] even = bench.even;
        float[] odd = bench.odd;
        float[] sum = bench.sum;
        System.arraycopy(evenBefore, 0, even, 0, REACH);
        System.arraycopy(oddBefore, 0, odd, 0, REACH);
        for (int n = 0; n < frame; n++) {
            even[REACH + n] = in[2 * n];
            odd[REACH + n] = in[2 * n + 1];
        }
        System.arraycopy(even, frame, evenBefore, 0, REACH);
        System.arraycopy(odd, frame, oddBefore, 0, REACH);
        convolve(odd, sum, 1);
        for (int n = 0; n < frame; n++) {
            out[offset + n] = Pcm.saturate(sum[n] + even[REACH / 2 + 1 + n] / 2);
        }
    }

    private void convolve(float[] line, float[] sum, float gain) {
        Arrays.fill(sum, 0, frame, 0);
        for (int tap = 0; tap < TAPS; tap += 4) {
            float first = ODD[tap] * gain;
            float second = ODD[tap + 1] * gain;
            float third = ODD[tap + 2] * gain;
            float fourth = ODD[tap + 3] * gain;
            int from = REACH - tap;
            for (int n = 0; n < frame; n++) {
                int at = from + n;
                sum[n] += first * line[at] + second * line[at - 1] + third * line[at - 2] + fourth * line[at - 3];
            }
        }
    }

    /** Sinc at a quarter of the higher rate under a Kaiser window, scaled so that odd and middle taps add up to 1. */
    private static float[] design() {
        double beta = 5.65;
        double[] taps = new double[TAPS];
        double total = 0;
        for (int i = 0; i < TAPS; i++) {
            int distance = 2 * i - REACH;
            double x = distance / (double) (REACH + 1);
            double window = bessel(beta * Math.sqrt(1 - x * x)) / bessel(beta);
            taps[i] = Math.sin(Math.PI * distance / 2) / (Math.PI * distance) * window;
            total += taps[i];
        }
        float[] scaled = new float[TAPS];
        for (int i = 0; i < TAPS; i++) {
            scaled[i] = (float) (taps[i] / total / 2);
        }
        return scaled;
    }

    /** Modified Bessel function of the first kind and order zero. */
    static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 50; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
