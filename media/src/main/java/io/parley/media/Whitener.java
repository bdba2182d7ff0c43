package io.parley.media;

import java.util.Arrays;

/**
 * Takes out of a voice what the mouth puts in: 16 kHz down to 4, then the residual of linear prediction of order 8 (autocorrelation
 * method), scaled to a power of 1 in every frame. What is left of two copies of one sound is alike whatever filtered
 * them and however loud they are; what is left of two different sounds is not. Confined to one thread; allocates nothing.
 */
final class Whitener {
    /** Samples of a frame that come out, at 4 kHz. */
    static final int FRAME = Audio.FRAME_SAMPLES / 4;

    private static final int ORDER = 8;
    private static final int WINDOW = 2 * FRAME;
    /** White noise under the signal, 40 dB down, so that a pure tone does not make the recursion blow up. */
    private static final double CORRECTION = 1.0001;

    private static final double[] HANN = hann(WINDOW);

    private final HalfBand first = new HalfBand(2 * FRAME);
    private final HalfBand second = new HalfBand(FRAME);
    private final short[] middle = new short[2 * FRAME];
    private final short[] low = new short[FRAME];
    private final double[] line = new double[WINDOW + ORDER];
    private final double[] windowed = new double[WINDOW];
    private final double[] correlation = new double[ORDER + 1];
    private final double[] prediction = new double[ORDER + 1];
    private final double[] before = new double[ORDER + 1];
    private final double quiet;

    /** @param quiet root mean square of a frame, in 16-bit scale, below which nothing is in it */
    Whitener(double quiet) {
        this.quiet = quiet;
    }

    /**
     * @param pcm {@link Audio#FRAME_SAMPLES} samples
     * @param out receives {@link #FRAME} samples from {@code offset} on, zeros where the frame is quiet
     * @return whether something is in the frame
     */
    boolean frame(short[] pcm, float[] out, int offset) {
        first.down(pcm, middle, 0);
        second.down(middle, low, 0);
        System.arraycopy(line, FRAME, line, 0, line.length - FRAME);
        double power = 0;
        for (int i = 0; i < FRAME; i++) {
            line[line.length - FRAME + i] = low[i];
            power += (double) low[i] * low[i];
        }
        if (power < quiet * quiet * FRAME) {
            Arrays.fill(out, offset, offset + FRAME, 0);
            return false;
        }
        predict();
        residual(out, offset);
        return true;
    }

    /** Levinson's recursion. */
    private void predict() {
        for (int i = 0; i < WINDOW; i++) {
            windowed[i] = line[ORDER + i] * HANN[i];
        }
        for (int lag = 0; lag <= ORDER; lag++) {
            double sum = 0;
            for (int i = lag; i < WINDOW; i++) {
                sum += windowed[i] * windowed[i - lag];
            }
            correlation[lag] = sum;
        }
        Arrays.fill(prediction, 0);
        prediction[0] = 1;
        double error = correlation[0] * CORRECTION + 1;
        for (int order = 1; order <= ORDER; order++) {
            double sum = correlation[order];
            for (int i = 1; i < order; i++) {
                sum += prediction[i] * correlation[order - i];
            }
            double reflection = -sum / error;
            System.arraycopy(prediction, 0, before, 0, order);
            for (int i = 1; i < order; i++) {
                prediction[i] += reflection * before[order - i];
            }
            prediction[order] = reflection;
            error *= 1 - reflection * reflection;
        }
    }

    private void residual(float[] out, int offset) {
        double power = 0;
        int from = line.length - FRAME;
        for (int i = 0; i < FRAME; i++) {
            double sum = 0;
            for (int k = 0; k <= ORDER; k++) {
                sum += prediction[k] * line[from + i - k];
            }
            out[offset + i] = (float) sum;
            power += sum * sum;
        }
        float scale = (float) (1 / Math.sqrt(power / FRAME + 1e-9));
        for (int i = 0; i < FRAME; i++) {
            out[offset + i] *= scale;
        }
    }

    /** The Hann window over so many samples, taken at their middles. */
    static double[] hann(int size) {
        double[] window = new double[size];
        for (int i = 0; i < size; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / size);
        }
        return window;
    }
}
