package io.parley.media;

/**
 * How alike two whitened voices were at each delay, over a window that fades. What two unlike ones come to by chance grows
 * with the root of the samples in which both sounded, so every delay is judged by its own number of them. Delay d is
 * at {@code lags - 1 - d} of an array. Confined to one thread; allocates nothing.
 */
final class EchoCorrelation {
    /** So many times what chance makes is an echo. Noise reaches 4, and two voices at once 7. */
    static final double STANDS_OUT = 8;

    /** Where the line is known to have an echo, less will do to see that its delay has changed. */
    static final double MOVED = 6.5;

    /** And less still to see that it is where it was. */
    private static final double STILL_THERE = 5;
    /** Samples without which nothing is judged, about two frames. */
    private static final double LEAST = 2 * Whitener.FRAME;

    private static final int FRAME = Whitener.FRAME;

    private final int lags;
    private final int frames;
    private final float fading;
    private final float[] sum;
    /** Samples of both voices that met at the delays of one frame. */
    private final double[] met;

    private final float[] most;
    private double spread = 1;

    /**
     * @param lags delays, whole frames of them
     * @param fading factor on the past with every frame
     */
    EchoCorrelation(int lags, float fading) {
        this.lags = lags;
        this.fading = fading;
        frames = lags / FRAME;
        sum = new float[lags];
        met = new double[frames + 1];
        most = new float[frames];
    }

    /**
     * @param step correlation of one frame at each delay
     * @param sounded frames in which the reference sounded, the one of the step in the lowest bit
     * @param lineSounded whether the other voice sounded; if not, {@code step} is not read
     */
    void add(float[] step, long sounded, boolean lineSounded) {
        for (int back = 0; back <= frames; back++) {
            boolean both = lineSounded && (sounded >> back & 1) != 0;
            met[back] = met[back] * fading + (both ? FRAME : 0);
        }
        if (lineSounded) {
            for (int i = 0; i < lags; i++) {
                sum[i] = sum[i] * fading + step[i];
            }
        } else {
            for (int i = 0; i < lags; i++) {
                sum[i] *= fading;
            }
        }
        measure();
    }

    private void measure() {
        double power = 0;
        for (int back = 0; back < frames; back++) {
            int from = lags - (back + 1) * FRAME;
            float square = 0;
            float highest = 0;
            for (int i = from; i < from + FRAME; i++) {
                float here = sum[i] * sum[i];
                square += here;
                highest = Math.max(highest, here);
            }
            double chance = chance(back);
            power += square / chance;
            most[back] = (float) (highest / chance);
        }
        spread = Math.max(1, Math.sqrt(power / lags));
    }

    private double chance(int back) {
        return LEAST + Math.max(met[back], met[back + 1]);
    }

    /**
     * The delay that stands out most, in samples, or {@link EchoSearch#NONE}.
     *
     * @param times what chance makes
     */
    int outstanding(double times) {
        int best = 0;
        for (int back = 1; back < frames; back++) {
            best = most[back] > most[best] ? back : best;
        }
        return most[best] < square(times * spread) ? EchoSearch.NONE : peak(best);
    }

    private int peak(int back) {
        int from = lags - (back + 1) * FRAME;
        int best = from;
        for (int i = from; i < from + FRAME; i++) {
            best = Math.abs(sum[i]) > Math.abs(sum[best]) ? i : best;
        }
        return lags - 1 - best;
    }

    /** Whether a known echo still stands out between two delays. */
    boolean stillAt(int from, int to) {
        for (int delay = Math.max(0, from); delay <= Math.min(lags - 1, to); delay++) {
            double here = sum[lags - 1 - delay];
            if (here * here > square(STILL_THERE * spread) * chance(delay / FRAME)) {
                return true;
            }
        }
        return false;
    }

    private static double square(double x) {
        return x * x;
    }
}
