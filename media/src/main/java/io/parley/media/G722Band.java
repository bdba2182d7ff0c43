package io.parley.media;

/**
 * One of the two sub-bands of ITU-T G.722: the adaptive predictor with two poles and six zeros, and the logarithmic
 * scale factor of its quantiser (clauses 3.3 to 3.6 and 6.2.1). Encoder and decoder carry the same, and it moves by the
 * same received code on either side. All arithmetic is the Recommendation's, on 16-bit words.
 */
final class G722Band {
    private static final int ZEROS = 6;
    /** Leak of the poles and zeros, 1 - 2^-8 of the first pole and the zeros, 1 - 2^-7 of the second pole. */
    private static final int LEAK = 32_640;

    private static final int LEAK_OF_SECOND = 32_512;
    private static final int MOST_SECOND = 12_288;
    private static final int MOST_TOGETHER = 15_360;

    /** 2^(i/32) in steps of 1/2048: the antilogarithm's mantissa. */
    private static final int[] ANTILOG = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private final int mostLog;
    private final int exponent;

    /** Past quantised differences, the latest first, and the coefficients that weigh them. */
    private final int[] differences = new int[ZEROS];

    private final int[] zeros = new int[ZEROS];

    private int firstPole;
    private int secondPole;
    private int lastReconstructed;
    private int lastPartial;
    private int partialBefore;
    private int fromZeros;
    private int prediction;
    private int logScale;
    private int scale;

    private G722Band(int mostLog, int exponent, int leastScale) {
        this.mostLog = mostLog;
        this.exponent = exponent;
        this.scale = leastScale;
    }

    /** 0 to 4 kHz. */
    static G722Band lower() {
        return new G722Band(18_432, 8, 32);
    }

    /** 4 to 8 kHz. */
    static G722Band higher() {
        return new G722Band(22_528, 10, 8);
    }

    /** What the next sample is expected to be. */
    int prediction() {
        return prediction;
    }

    /** The quantiser's step, as its tables are multiplied by. */
    int scale() {
        return scale;
    }

    /**
     * Moves on by one sample.
     *
     * @param difference quantised, between sample and prediction
     */
    void predict(int difference) {
        int reconstructed = Pcm.saturate(prediction + difference);
        movePoles(Pcm.saturate(fromZeros + difference));
        moveZeros(difference);
        int fromPoles = Pcm.saturate((firstPole * Pcm.saturate(2 * reconstructed) >> 15)
                + (secondPole * Pcm.saturate(2 * lastReconstructed) >> 15));
        lastReconstructed = reconstructed;
        prediction = Pcm.saturate(fromPoles + fromZeros);
    }

    /** @param growth of the scale's logarithm that goes with a sample's code */
    void rescale(int growth) {
        logScale = Math.max(0, Math.min(mostLog, (logScale * 127 >> 7) + growth));
        int shift = exponent - (logScale >> 11);
        int mantissa = ANTILOG[logScale >> 6 & 31];
        scale = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
    }

    /** Codes are missing, so what was learned counts for less: the predictor is drawn a quarter of the way to none. */
    void doubt() {
        firstPole -= firstPole / 4;
        secondPole -= secondPole / 4;
        for (int i = 0; i < ZEROS; i++) {
            zeros[i] -= zeros[i] / 4;
        }
    }

    /** By the signs of the last three partially reconstructed samples, within what keeps the filter stable. */
    private void movePoles(int partial) {
        int unlikeLast = (partial ^ lastPartial) >> 31;
        int unlikeBefore = (partial ^ partialBefore) >> 31;
        int turned = Math.min(Short.MAX_VALUE, -signed(Pcm.saturate(firstPole << 2), unlikeLast));
        int second = (turned >> 7) + signed(128, unlikeBefore) + (secondPole * LEAK_OF_SECOND >> 15);
        secondPole = Math.max(-MOST_SECOND, Math.min(MOST_SECOND, second));
        int first = Pcm.saturate(signed(192, unlikeLast) + (firstPole * LEAK >> 15));
        int most = Pcm.saturate(MOST_TOGETHER - secondPole);
        firstPole = Math.max(-most, Math.min(most, first));
        partialBefore = lastPartial;
        lastPartial = partial;
    }

    /**
     * By the sign of each past difference against the new one; then the new one becomes the latest. A coefficient that
     * leaks by 2^-8 and grows by 2^-8 of a word's range at most cannot leave that range.
     */
    private void moveZeros(int difference) {
        int gain = difference == 0 ? 0 : 128;
        int sum = 0;
        int latest = difference;
        for (int i = 0; i < ZEROS; i++) {
            int past = differences[i];
            int zero = signed(gain, (past ^ difference) >> 31) + (zeros[i] * LEAK >> 15);
            zeros[i] = zero;
            sum += zero * Pcm.saturate(2 * latest) >> 15;
            differences[i] = latest;
            latest = past;
        }
        fromZeros = Pcm.saturate(sum);
    }

    /** The value, or its negative where {@code negative} is -1 and not 0; signs are as good as random, so no branch. */
    private static int signed(int value, int negative) {
        return (value ^ negative) - negative;
    }
}
