package io.parley.media;

import java.util.Arrays;

/**
 * Quietens what the filter leaves of an echo, band by band of 250 Hz, down to the noise of the line and no further: power
 * subtraction of what may still be echo, which is what the filter is unsure of, a share of what it took out (its
 * loudspeaker's distortion, learned), and the end of the room's reverberation. Where the caller speaks as well, bands in
 * which they are louder stay as they are. The gains become a linear-phase filter of 65 taps, 2 ms of delay.
 *
 * <p>Confined to one thread; allocates nothing.
 */
final class EchoSuppressor {
    static final int DELAY = 32;

    private static final int FRAME = Audio.FRAME_SAMPLES;
    private static final int SIZE = EchoFilter.SIZE;
    private static final int WINDOW = 2 * FRAME;
    private static final int BANDS = DELAY + 1;
    private static final int BINS_A_BAND = SIZE / 2 / DELAY;
    /** Bands of a telephone's speech, 250 to 3,500 Hz. */
    private static final int SPEECH_FROM = 1;

    private static final int SPEECH_TO = 14;
    private static final int TAPS = 2 * DELAY + 1;

    /** So much of the estimated power is taken away. */
    private static final double OVER = 2.5;
    /** The lowest gain, -40 dB. */
    private static final double LOWEST = 0.01;
    /** Power of all speech bands over that of what may be echo: below the first it is echo alone, above the second speech. */
    private static final double ECHO_ALONE = 2.5;

    private static final double SPEECH = 6;
    /** By how much a gain may rise in a frame. */
    private static final double RISE = 0.5;

    private static final double SMOOTH = 0.2;
    private static final double LEAK_RISES = 1.001;
    private static final double LEAK_FALLS = 0.1;
    private static final double MOST_LEAK = 0.1;
    private static final double LEAST_LEAK = 0.005;
    /** Distortion reaches bands in which the echo itself is weak. */
    private static final double SPREAD = 0.3;
    /** A room's reverberation after 20 ms. */
    private static final double TAIL_STAYS = 0.6;

    private static final double TAIL_NEW = 0.3;
    private static final double NOISE_RISES = 1.02;
    private static final double[] HANN = Whitener.hann(WINDOW);
    /** Energy of the window over that of a whole transform. */
    private static final double WINDOWED = 0.375 * WINDOW / SIZE;
    /** A band's power in the window for white noise with a root mean square of 1. */
    private static final double UNIT = 0.375 * WINDOW * BINS_A_BAND;

    private static final double[][] COSINES = cosines();

    private final RealFft fft = new RealFft(SIZE);
    private final double[] block = new double[SIZE];
    private final double[] power = new double[SIZE / 2];
    private final double[] tailPower = new double[EchoFilter.BINS];
    private final double[] errors = new double[WINDOW + DELAY];
    private final double[] echoes = new double[WINDOW];

    private final double[] left = new double[BANDS];
    private final double[] taken = new double[BANDS];
    private final double[] maybe = new double[BANDS];
    private final double[] tail = new double[BANDS];
    private final double[] noise = new double[BANDS];
    private final double[] gains = new double[BANDS];
    private double leftSpeech;
    private double takenSpeech;
    private double leak;
    private double[] taps = new double[TAPS];
    private double[] tapsBefore = new double[TAPS];
    private boolean open = true;
    private final double[] before = new double[FRAME];
    private final double[] after = new double[FRAME];

    EchoSuppressor() {
        begin();
    }

    /** What was heard so far does not go on. */
    void interrupted() {
        Arrays.fill(errors, 0);
        Arrays.fill(echoes, 0);
        Arrays.fill(tail, 0);
    }

    /** Begins anew, as a line without an echo. */
    void begin() {
        interrupted();
        Arrays.fill(noise, 4 * UNIT);
        Arrays.fill(gains, 1);
        leak = MOST_LEAK / 4;
        leftSpeech = 0;
        takenSpeech = 0;
        design(tapsBefore);
        design(taps);
        open = true;
    }

    /**
     * A frame in which nothing of the reference can come back.
     *
     * @param line what came in
     * @param out receives it, {@link #DELAY} samples later
     */
    void pass(double[] line, short[] out) {
        Arrays.fill(block, 0, FRAME, 0);
        remember(line, block);
        Arrays.fill(maybe, 0);
        if (!open) {
            bandPowers(errors, DELAY, left);
            suppress();
        }
        filter(out);
    }

    /**
     * A frame that the filter has worked on.
     *
     * @param error what it left
     * @param echo what it took out
     * @param out receives what is heard, {@link #DELAY} samples later
     */
    void frame(double[] error, double[] echo, EchoFilter filter, short[] out) {
        remember(error, echo);
        bandPowers(errors, DELAY, left);
        bandPowers(echoes, 0, taken);
        filter.tail(tailPower);
        double mean = mean(taken);
        learnLeak();
        for (int b = 0; b < BANDS; b++) {
            tail[b] = TAIL_STAYS * tail[b] + TAIL_NEW * WINDOWED * sum(tailPower, b);
            double distorted = leak * (2 * taken[b] + SPREAD * mean);
            maybe[b] = WINDOWED * sum(filter.residual(), b) + distorted + tail[b];
        }
        suppress();
        filter(out);
    }

    private void remember(double[] error, double[] echo) {
        System.arraycopy(errors, FRAME, errors, 0, errors.length - FRAME);
        System.arraycopy(error, 0, errors, errors.length - FRAME, FRAME);
        System.arraycopy(echoes, FRAME, echoes, 0, WINDOW - FRAME);
        System.arraycopy(echo, 0, echoes, WINDOW - FRAME, FRAME);
    }

    private void bandPowers(double[] samples, int from, double[] bands) {
        Arrays.fill(block, 0);
        for (int i = 0; i < WINDOW; i++) {
            block[i] = samples[from + i] * HANN[i];
        }
        fft.power(block, power);
        for (int b = 0; b < BANDS; b++) {
            bands[b] = sum(power, b);
        }
    }

    /** Of the bins around a band's middle. */
    private static double sum(double[] bins, int band) {
        int from = Math.max(0, band * BINS_A_BAND - BINS_A_BAND / 2);
        int to = Math.min(SIZE / 2, band * BINS_A_BAND + BINS_A_BAND / 2);
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += bins[k];
        }
        return sum;
    }

    private static double mean(double[] bands) {
        double sum = 0;
        for (int b = SPEECH_FROM; b < SPEECH_TO; b++) {
            sum += bands[b];
        }
        return sum / (SPEECH_TO - SPEECH_FROM);
    }

    /** The least that is left of what is taken out, where that is loud: while the caller is silent. */
    private void learnLeak() {
        double all = 0;
        double echo = 0;
        double floor = 0;
        for (int b = SPEECH_FROM; b < SPEECH_TO; b++) {
            all += left[b];
            echo += taken[b];
            floor += noise[b];
        }
        leftSpeech += SMOOTH * (all - leftSpeech);
        takenSpeech += SMOOTH * (echo - takenSpeech);
        if (echo > 4 * floor) {
            double ratio = leftSpeech / takenSpeech;
            leak = ratio < leak ? leak + LEAK_FALLS * (ratio - leak) : leak * LEAK_RISES;
            leak = Math.max(LEAST_LEAK, Math.min(MOST_LEAK, leak));
        }
    }

    private void suppress() {
        double all = 0;
        double echo = 0;
        for (int b = SPEECH_FROM; b < SPEECH_TO; b++) {
            all += left[b];
            echo += maybe[b];
        }
        double near = limit((all / (echo + 1) - ECHO_ALONE) / (SPEECH - ECHO_ALONE));
        open = true;
        for (int b = 0; b < BANDS; b++) {
            followNoise(b);
            double wanted = Math.sqrt(Math.max(0, 1 - OVER * maybe[b] / (left[b] + 1))) * near;
            double lowest = Math.max(LOWEST, Math.sqrt(noise[b] / (left[b] + 1)));
            double gain = Math.min(1, Math.max(wanted, lowest));
            gains[b] = Math.min(gain, gains[b] + RISE);
            open &= gains[b] == 1;
        }
    }

    private static double limit(double share) {
        return Math.max(0, Math.min(1, share));
    }

    private void followNoise(int b) {
        if (left[b] < noise[b]) {
            noise[b] += 0.2 * (left[b] - noise[b]);
        } else if (maybe[b] < 0.01 * left[b]) {
            noise[b] = Math.min(left[b], noise[b] * NOISE_RISES);
        }
        noise[b] = Math.max(noise[b], UNIT);
    }

    /** From one frame's gains to the next's. */
    private void filter(short[] out) {
        double[] last = tapsBefore;
        tapsBefore = taps;
        taps = last;
        design(taps);
        convolve(tapsBefore, before);
        convolve(taps, after);
        for (int i = 0; i < FRAME; i++) {
            double share = (i + 0.5) / FRAME;
            out[i] = (short) Math.max(
                    Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(before[i] + share * (after[i] - before[i]))));
        }
    }

    private void convolve(double[] h, double[] to) {
        int end = errors.length - FRAME;
        Arrays.fill(to, 0);
        for (int tap = 0; tap < TAPS; tap++) {
            double weight = h[tap];
            if (weight != 0) {
                int from = end - tap;
                for (int i = 0; i < FRAME; i++) {
                    to[i] += weight * errors[from + i];
                }
            }
        }
    }

    /** The impulse response of the gains, under a Hann window. */
    private void design(double[] h) {
        for (int n = 0; n <= DELAY; n++) {
            double sum = 0;
            for (int b = 0; b < BANDS; b++) {
                sum += COSINES[n][b] * gains[b];
            }
            // Where all is open this is exactly one sample.
            double tap = Math.abs(sum) < 1e-9 ? 0 : sum;
            h[DELAY - n] = tap;
            h[DELAY + n] = tap;
        }
    }

    private static double[][] cosines() {
        double[][] table = new double[DELAY + 1][BANDS];
        for (int n = 0; n <= DELAY; n++) {
            double window = 0.5 + 0.5 * Math.cos(Math.PI * n / (DELAY + 1));
            for (int b = 0; b < BANDS; b++) {
                double weight = b == 0 || b == BANDS - 1 ? 1 : 2;
                table[n][b] = window * weight * Math.cos(Math.PI * n * b / DELAY) / (2 * DELAY);
            }
        }
        return table;
    }
}
