package io.parley.media;

import java.util.Arrays;

/**
 * Learns the way from what was sent to what comes back, and takes the echo out: the frequency-domain Kalman filter of
 * Enzner and Vary (Signal Processing 86, 2006) in the partitioned form of Kuech, Mabande and Enzner (ICASSP 2014). It
 * knows how unsure it is of each of its coefficients and what else is on the line, and steps accordingly: somebody who
 * speaks into the echo makes its steps small, so no double-talk detector is needed.
 *
 * <p>Three partitions of 40 ms; transforms of 64 ms, of which the last 20 are the frame (overlap-save). Samples are in
 * 16-bit scale. Confined to one thread; allocates nothing.
 */
final class EchoFilter {
    static final int SIZE = 1_024;
    static final int BINS = SIZE / 2 + 1;

    private static final int FRAME = Audio.FRAME_SAMPLES;
    static final int PARTITIONS = 3;
    /** Samples of a partition: whole frames, and with a frame no more than a transform. */
    static final int PARTITION = 2 * FRAME;

    private static final int FRAMES_APART = PARTITION / FRAME;
    private static final int KEPT = (PARTITIONS - 1) * FRAMES_APART + 1;

    /** How much of the way stays as it is from frame to frame. */
    private static final double STAYS = 0.9985;

    private static final double STAYS_POWER = STAYS * STAYS;
    /** Share of a transform that a frame tells of. */
    private static final double SHARE = (double) FRAME / SIZE;
    /** Of the other sounds' power, the last frame's part. */
    private static final double NEW = 0.4;
    /** Power of a bin below which nothing is heard: a sample of 1. */
    private static final double NOISE = FRAME;
    /** How a room's energy falls from partition to partition. */
    private static final double[] FALL = {0.7, 0.22, 0.08};

    private final RealFft fft = new RealFft(SIZE);
    private final double[][] real = new double[PARTITIONS][BINS];
    private final double[][] imaginary = new double[PARTITIONS][BINS];
    /** Variance of what is not known of each coefficient. */
    private final double[][] unsure = new double[PARTITIONS][BINS];
    /** Transforms of the reference, a ring of frames. */
    private final double[][] sentReal = new double[KEPT][BINS];

    private final double[][] sentImaginary = new double[KEPT][BINS];
    private int newest;
    private int constrained;

    private final double[] block = new double[SIZE];
    private final double[] workReal = new double[BINS];
    private final double[] workImaginary = new double[BINS];
    private final double[] others = new double[BINS];
    private final double[] residual = new double[BINS];
    private final double[] echo = new double[FRAME];
    private final double[] error = new double[FRAME];

    /**
     * Begins anew.
     *
     * @param coupling power of the echo over that of the reference
     */
    void begin(double coupling) {
        for (double[] variance : unsure) {
            Arrays.fill(variance, 0);
        }
        forget(coupling);
        interrupted();
        Arrays.fill(others, 0);
        Arrays.fill(residual, 0);
    }

    /** The reference so far does not come back any more. */
    void interrupted() {
        for (int k = 0; k < KEPT; k++) {
            Arrays.fill(sentReal[k], 0);
            Arrays.fill(sentImaginary[k], 0);
        }
    }

    /** What was learned may be wrong: the way has changed, and its echo is that strong. */
    void doubt(double coupling) {
        for (int p = 0; p < PARTITIONS; p++) {
            for (int k = 0; k < BINS; k++) {
                unsure[p][k] = Math.max(unsure[p][k], coupling * FALL[p]);
            }
        }
    }

    /** What was learned is worth nothing. */
    void forget(double coupling) {
        for (int p = 0; p < PARTITIONS; p++) {
            Arrays.fill(real[p], 0);
            Arrays.fill(imaginary[p], 0);
        }
        doubt(coupling);
    }

    /**
     * The reference as the echo's delay has it: the last {@link #SIZE} samples up to the end of the frame.
     *
     * @param reference ends with the frame
     */
    void reference(double[] reference) {
        newest = (newest + 1) % KEPT;
        fft.forward(reference, sentReal[newest], sentImaginary[newest]);
    }

    /**
     * Takes the echo out of a frame.
     *
     * @param line what came in
     * @return what is left; valid until the next call
     */
    double[] cancel(double[] line) {
        Arrays.fill(workReal, 0);
        Arrays.fill(workImaginary, 0);
        for (int p = 0; p < PARTITIONS; p++) {
            double[] xr = sentReal[slot(p)];
            double[] xi = sentImaginary[slot(p)];
            double[] wr = real[p];
            double[] wi = imaginary[p];
            for (int k = 0; k < BINS; k++) {
                workReal[k] += wr[k] * xr[k] - wi[k] * xi[k];
                workImaginary[k] += wr[k] * xi[k] + wi[k] * xr[k];
            }
        }
        fft.inverse(workReal, workImaginary, block);
        for (int i = 0; i < FRAME; i++) {
            echo[i] = block[SIZE - FRAME + i];
            error[i] = line[i] - echo[i];
        }
        measureResidual();
        return error;
    }

    private int slot(int partition) {
        return (newest - partition * FRAMES_APART + KEPT) % KEPT;
    }

    private void measureResidual() {
        Arrays.fill(residual, 0);
        for (int p = 0; p < PARTITIONS; p++) {
            double[] xr = sentReal[slot(p)];
            double[] xi = sentImaginary[slot(p)];
            double[] variance = unsure[p];
            for (int k = 0; k < BINS; k++) {
                residual[k] += (xr[k] * xr[k] + xi[k] * xi[k]) * variance[k];
            }
        }
    }

    /** Learns from the frame that {@link #cancel} has just been given. */
    void learn() {
        Arrays.fill(block, 0);
        System.arraycopy(error, 0, block, SIZE - FRAME, FRAME);
        fft.forward(block, workReal, workImaginary);
        for (int k = 0; k < BINS; k++) {
            double power = workReal[k] * workReal[k] + workImaginary[k] * workImaginary[k];
            others[k] += NEW * (power - others[k]);
        }
        for (int p = 0; p < PARTITIONS; p++) {
            learn(p);
        }
        constrained = (constrained + 1) % PARTITIONS;
        constrain(constrained);
    }

    private void learn(int p) {
        double[] xr = sentReal[slot(p)];
        double[] xi = sentImaginary[slot(p)];
        double[] wr = real[p];
        double[] wi = imaginary[p];
        double[] variance = unsure[p];
        for (int k = 0; k < BINS; k++) {
            double gain = variance[k] / (residual[k] + (others[k] + NOISE) / SHARE);
            wr[k] += gain * (xr[k] * workReal[k] + xi[k] * workImaginary[k]);
            wi[k] += gain * (xr[k] * workImaginary[k] - xi[k] * workReal[k]);
            double known = SHARE * gain * (xr[k] * xr[k] + xi[k] * xi[k]);
            double drift = (1 - STAYS_POWER) * (wr[k] * wr[k] + wi[k] * wi[k]);
            variance[k] = STAYS_POWER * (1 - known) * variance[k] + drift;
        }
    }

    /** A partition's response ends with it; the partitions take turns, since each costs two transforms. */
    private void constrain(int p) {
        fft.inverse(real[p], imaginary[p], block);
        Arrays.fill(block, PARTITION, SIZE, 0);
        fft.forward(block, real[p], imaginary[p]);
    }

    /** What {@link #cancel} took for echo; valid until the next call. */
    double[] echo() {
        return echo;
    }

    /** Power in each bin of the echo that may be left in, of a transform of {@link #SIZE}; valid until the next call. */
    double[] residual() {
        return residual;
    }

    /** Power of the last partition's part of the echo in each bin: what lies behind it is not learned. */
    void tail(double[] power) {
        int p = PARTITIONS - 1;
        double[] xr = sentReal[slot(p)];
        double[] xi = sentImaginary[slot(p)];
        for (int k = 0; k < BINS; k++) {
            double way = real[p][k] * real[p][k] + imaginary[p][k] * imaginary[p][k] + unsure[p][k];
            power[k] = (xr[k] * xr[k] + xi[k] * xi[k]) * way;
        }
    }
}
