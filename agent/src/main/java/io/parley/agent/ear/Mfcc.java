package io.parley.agent.ear;

import io.parley.media.RealFft;

/**
 * Kaldi's high-resolution MFCC as the ear's network was trained on: 25 ms povey window, 10 ms hop, pre-emphasis 0.97, 40
 * mel bands from 20 to 7,600 Hz, 40 cosine coefficients with lifter 22, no dither (models/ear-en/README.md).
 *
 * <p>One instance a thread; nothing is allocated per frame.
 */
public final class Mfcc {
    /** Samples of one frame: 25 ms at 16 kHz. */
    public static final int WINDOW = 400;
    /** Samples between frames: 10 ms. */
    public static final int HOP = 160;
    /** Coefficients of one frame. */
    public static final int COEFFICIENTS = 40;

    private static final int FFT = 512;
    private static final int BANDS = 40;
    private static final double FLOOR = 1e-7;
    // The difference of two near samples is rounded to single precision, as it was when the network was trained: it is
    // the floor under quiet high bands, and in double precision the coefficients differ by more than 0.001.
    private static final float PRE_EMPHASIS = 0.97f;
    private static final double[] POVEY = povey();
    private static final double[][] COSINES = cosines();
    private static final Band[] MEL = melBands();

    private final RealFft fft = new RealFft(FFT);
    private final double[] frame = new double[FFT];
    private final double[] power = new double[FFT / 2];
    private final double[] logMel = new double[BANDS];

    /** One triangular mel filter: weights of the bins from {@code first} on. */
    private record Band(int first, double[] weights) {}

    /**
     * @param samples audio in 16-bit scale, {@link #WINDOW} samples from {@code offset} on
     * @param out receives {@link #COEFFICIENTS} values from {@code outOffset} on
     */
    public void compute(float[] samples, int offset, float[] out, int outOffset) {
        window(samples, offset);
        fft.power(frame, power);
        for (int b = 0; b < BANDS; b++) {
            Band band = MEL[b];
            double energy = 0;
            for (int k = 0; k < band.weights.length; k++) {
                energy += band.weights[k] * power[band.first + k];
            }
            logMel[b] = Math.log(Math.max(energy, FLOOR));
        }
        for (int c = 0; c < COEFFICIENTS; c++) {
            double[] row = COSINES[c];
            double sum = 0;
            for (int b = 0; b < BANDS; b++) {
                sum += row[b] * logMel[b];
            }
            out[outOffset + c] = (float) sum;
        }
    }

    private void window(float[] samples, int offset) {
        double mean = 0;
        for (int i = 0; i < WINDOW; i++) {
            mean += samples[offset + i];
        }
        float centre = (float) (mean / WINDOW);
        // The first sample is pre-emphasised against itself, as Kaldi does.
        float previous = samples[offset] - centre;
        for (int i = 0; i < WINDOW; i++) {
            float x = samples[offset + i] - centre;
            frame[i] = (x - PRE_EMPHASIS * previous) * POVEY[i];
            previous = x;
        }
    }

    private static double[] povey() {
        double[] w = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            w[i] = Math.pow(0.5 - 0.5 * Math.cos(2 * Math.PI * i / (WINDOW - 1)), 0.85);
        }
        return w;
    }

    private static double[][] cosines() {
        double[][] rows = new double[COEFFICIENTS][BANDS];
        for (int c = 0; c < COEFFICIENTS; c++) {
            double lifter = 1 + 0.5 * 22 * Math.sin(Math.PI * c / 22);
            double scale = Math.sqrt((c == 0 ? 1.0 : 2.0) / BANDS) * lifter;
            for (int b = 0; b < BANDS; b++) {
                rows[c][b] = scale * Math.cos(Math.PI / BANDS * (b + 0.5) * c);
            }
        }
        return rows;
    }

    private static double mel(double hertz) {
        return 1127.0 * Math.log(1 + hertz / 700.0);
    }

    private static Band[] melBands() {
        double low = mel(20);
        double step = (mel(7600) - low) / (BANDS + 1);
        Band[] bands = new Band[BANDS];
        for (int b = 0; b < BANDS; b++) {
            double left = low + b * step;
            double centre = left + step;
            double right = centre + step;
            int first = -1;
            int last = -1;
            double[] weights = new double[FFT / 2];
            for (int k = 0; k < FFT / 2; k++) {
                double m = mel(k * 16_000.0 / FFT);
                weights[k] = Math.max(0, Math.min((m - left) / (centre - left), (right - m) / (right - centre)));
                if (weights[k] > 0) {
                    first = first < 0 ? k : first;
                    last = k;
                }
            }
            bands[b] = new Band(first, java.util.Arrays.copyOfRange(weights, first, last + 1));
        }
        return bands;
    }
}
