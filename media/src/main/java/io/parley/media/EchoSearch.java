package io.parley.media;

import java.util.Arrays;

/**
 * Finds out whether, and with what delay, one voice comes back within another: the whitened voices of both sides are
 * correlated at every delay up to {@link #MAX_MILLIS}, over the last second of what could have come back and, to be
 * quick, over the last 160 ms. Two voices that speak at once are as little alike at one delay as at another; an echo
 * stands out at its own. Confined to one thread; allocates nothing.
 */
final class EchoSearch {
    static final int MAX_MILLIS = 540;

    /** No delay stands out. */
    static final int NONE = -1;

    private static final int RATE = 4_000;
    private static final int FRAME = Whitener.FRAME;
    private static final int FRAMES_BACK = MAX_MILLIS / Audio.FRAME_MILLIS;
    private static final int LAGS = FRAMES_BACK * FRAME;
    /** Samples at 16 kHz for each at 4. */
    private static final int FACTOR = Audio.SAMPLE_RATE / RATE;

    /** Root mean squares, in 16-bit scale, below which neither side says anything. */
    private static final double SILENT_REFERENCE = 33;

    private static final double SILENT_LINE = 4;

    private static final float SLOW = 0.98f;
    private static final float FAST = 0.875f;
    /** Frames in a row in which a delay must stand out. */
    private static final int STEADY = 3;
    /** Peaks this near are the same one. */
    private static final int SAME = 4;

    private final Whitener reference = new Whitener(SILENT_REFERENCE);
    private final Whitener line = new Whitener(SILENT_LINE);
    /** The reference, whitened: the last frame and what lies before it. */
    private final float[] past = new float[LAGS + FRAME];

    private final float[] now = new float[FRAME];
    private final float[] step = new float[LAGS];
    private final EchoCorrelation slow = new EchoCorrelation(LAGS, SLOW);
    private final EchoCorrelation fast = new EchoCorrelation(LAGS, FAST);
    /** Frames in which the reference sounded, the last one in the lowest bit. */
    private long sounded;

    private int candidate = NONE;
    private int steady;
    private int delay = NONE;

    /**
     * Takes 20 ms.
     *
     * @param caller what came in
     * @param played what was sent in the same step
     */
    void frame(short[] caller, short[] played) {
        System.arraycopy(past, FRAME, past, 0, LAGS);
        sounded = sounded << 1 | (reference.frame(played, past, LAGS) ? 1 : 0);
        boolean heard = line.frame(caller, now, 0);
        if ((sounded & (1L << FRAMES_BACK + 1) - 1) == 0) {
            return;
        }
        if (heard) {
            correlate();
        }
        slow.add(step, sounded, heard);
        fast.add(step, sounded, heard);
        look();
    }

    /** The correlation of this frame at delay d goes to {@code LAGS - 1 - d}. */
    private void correlate() {
        Arrays.fill(step, 0);
        for (int n = 0; n < FRAME; n += 4) {
            float first = now[n];
            float second = now[n + 1];
            float third = now[n + 2];
            float fourth = now[n + 3];
            for (int i = 0; i < LAGS; i++) {
                int at = n + 1 + i;
                step[i] += first * past[at] + second * past[at + 1] + third * past[at + 2] + fourth * past[at + 3];
            }
        }
    }

    private void look() {
        double threshold = delay == NONE ? EchoCorrelation.STANDS_OUT : EchoCorrelation.MOVED;
        int found = fast.outstanding(threshold);
        if (found == NONE) {
            found = slow.outstanding(threshold);
        }
        boolean same = found != NONE && candidate != NONE && Math.abs(found - candidate) <= SAME;
        steady = same ? steady + 1 : 0;
        candidate = found;
        if (steady >= STEADY - 1 && !isStillThere(fast)) {
            delay = found;
        }
    }

    /** By that window, which two voices at once do not make forget it. */
    private boolean isStillThere(EchoCorrelation window) {
        return delay != NONE && window.stillAt(delay - SAME, delay + SAME);
    }

    /** The delay of the echo in samples at 16 kHz, as it was last seen; {@link #NONE} before the first. */
    int delaySamples() {
        return delay == NONE ? NONE : delay * FACTOR;
    }

    /** The echo that was found is not there any more. */
    void forget() {
        delay = NONE;
        candidate = NONE;
        steady = 0;
    }

    /** The line was held: what comes next follows on nothing. The delay stays known. */
    void interrupted() {
        Arrays.fill(past, 0);
        sounded = 0;
        candidate = NONE;
        steady = 0;
    }

    /** Whether the last second still has an echo at that delay. */
    boolean isThere() {
        return isStillThere(slow);
    }
}
