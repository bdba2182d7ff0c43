package io.parley.media;

/**
 * The two quadrature mirror filters of ITU-T G.722 (clause 3.1, table 11): 24 taps, of which the even ones see every
 * other sample and the odd ones the rest; sum and difference of the two are the sub-bands. Analysis and synthesis
 * together delay by {@link #DELAY} samples. An instance does one of the two, for one stream.
 */
final class G722Qmf {
    /** Samples at 16 kHz by which the decoder's output is later than the encoder's input. */
    static final int DELAY = 22;

    private static final int TAPS = 12;
    private static final int[] EVEN = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};
    /** Pairs filtered in one go. */
    private static final int PIECE = 160;

    private static final int MOST_IN_BAND = 16_383;

    private final int[] even = new int[TAPS - 1 + PIECE];
    private final int[] odd = new int[TAPS - 1 + PIECE];

    /** Two sub-bands of 8 kHz; as many samples as pairs were given. */
    final int[] lower = new int[PIECE];

    final int[] higher = new int[PIECE];

    /** The first {@link #DELAY} samples of {@code pcm} are what came before. */
    void begin(short[] pcm) {
        for (int n = 0; n < TAPS - 1; n++) {
            odd[n] = pcm[2 * n];
            even[n] = pcm[2 * n + 1];
        }
    }

    /** Splits {@code 2 * pairs} samples, at most {@link #PIECE} pairs. */
    void split(short[] pcm, int from, int pairs) {
        for (int n = 0; n < pairs; n++) {
            even[TAPS - 1 + n] = pcm[from + 2 * n + 1];
            odd[TAPS - 1 + n] = pcm[from + 2 * n];
        }
        for (int n = 0; n < pairs; n++) {
            int first = filter(odd, n, EVEN);
            int second = backwards(even, n, EVEN);
            lower[n] = limit(first + second >> 14);
            higher[n] = limit(second - first >> 14);
        }
        advance(pairs);
    }

    /** Joins what lies in {@link #lower} and {@link #higher} to {@code 2 * pairs} samples. */
    void join(int pairs, short[] pcm, int at) {
        take(pairs);
        for (int n = 0; n < pairs; n++) {
            pcm[at + 2 * n] = Pcm.saturate(backwards(odd, n, EVEN) >> 11);
            pcm[at + 2 * n + 1] = Pcm.saturate(filter(even, n, EVEN) >> 11);
        }
        advance(pairs);
    }

    /** As {@link #join}, but nobody wants to hear it. */
    void pass(int pairs) {
        take(pairs);
        advance(pairs);
    }

    private void take(int pairs) {
        for (int n = 0; n < pairs; n++) {
            even[TAPS - 1 + n] = lower[n] + higher[n];
            odd[TAPS - 1 + n] = lower[n] - higher[n];
        }
    }

    private void advance(int pairs) {
        System.arraycopy(even, pairs, even, 0, TAPS - 1);
        System.arraycopy(odd, pairs, odd, 0, TAPS - 1);
    }

    private static int filter(int[] line, int from, int[] taps) {
        int sum = 0;
        for (int i = 0; i < TAPS; i++) {
            sum += line[from + i] * taps[i];
        }
        return sum;
    }

    private static int backwards(int[] line, int from, int[] taps) {
        int sum = 0;
        for (int i = 0; i < TAPS; i++) {
            sum += line[from + i] * taps[TAPS - 1 - i];
        }
        return sum;
    }

    private static int limit(int sample) {
        return Math.max(-MOST_IN_BAND - 1, Math.min(MOST_IN_BAND, sample));
    }
}
