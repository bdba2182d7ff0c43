package io.parley.media;

import java.util.Arrays;

/**
 * The two quadrature mirror filters of ITU-T G.722 (clause 3.1, table 11): 24 taps, of which the even ones see every
 * other sample and the odd ones the rest; sum and difference of the two are the sub-bands. Analysis and synthesis
 * together delay by {@link #DELAY} samples. An instance does one of the two, for one stream.
 */
final class G722Qmf {
    /** Samples at 16 kHz by which the decoder's output is later than the encoder's input. */
    static final int DELAY = 22;

    private static final int TAPS = 12;
    private static final int[] FORWARDS = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};
    private static final int[] BACKWARDS = {-11, 53, -156, 362, -805, 3876, 951, -210, 32, 12, -11, 3};
    /** Pairs filtered in one go. */
    private static final int PIECE = 160;

    private static final int MOST_IN_BAND = 16_383;

    private final int[] even = new int[TAPS - 1 + PIECE];
    private final int[] odd = new int[TAPS - 1 + PIECE];
    private final int[] first = new int[PIECE];
    private final int[] second = new int[PIECE];

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
        filter(odd, FORWARDS, first, pairs);
        filter(even, BACKWARDS, second, pairs);
        for (int n = 0; n < pairs; n++) {
            lower[n] = limit(first[n] + second[n] >> 14);
            higher[n] = limit(second[n] - first[n] >> 14);
        }
        advance(pairs);
    }

    /** Joins what lies in {@link #lower} and {@link #higher} to {@code 2 * pairs} samples. */
    void join(int pairs, short[] pcm, int at) {
        take(pairs);
        filter(odd, BACKWARDS, first, pairs);
        filter(even, FORWARDS, second, pairs);
        for (int n = 0; n < pairs; n++) {
            pcm[at + 2 * n] = Pcm.saturate(first[n] >> 11);
            pcm[at + 2 * n + 1] = Pcm.saturate(second[n] >> 11);
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

    /** Samples inside taps, four at a time, because the compiler vectorises that. */
    private static void filter(int[] line, int[] taps, int[] sums, int pairs) {
        Arrays.fill(sums, 0, pairs, 0);
        for (int tap = 0; tap < TAPS; tap += 4) {
            int a = taps[tap];
            int b = taps[tap + 1];
            int c = taps[tap + 2];
            int d = taps[tap + 3];
            for (int n = 0; n < pairs; n++) {
                int at = n + tap;
                sums[n] += a * line[at] + b * line[at + 1] + c * line[at + 2] + d * line[at + 3];
            }
        }
    }

    private static int limit(int sample) {
        return Math.max(-MOST_IN_BAND - 1, Math.min(MOST_IN_BAND, sample));
    }
}
