package io.parley.media;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long after their time the 20 ms steps of all calls began, since the media thread started; steps that were left out
 * count as the latest. Written by the media thread, read by anyone; allocates nothing for a step.
 */
public final class StepTimes {
    private static final int MICROS = 20;
    private static final int BINS = 40_000 / MICROS;

    /** The last bin is for what is later than all others. */
    private final AtomicLongArray bins = new AtomicLongArray(BINS + 1);

    /** Media thread only. */
    void began(long lateNanos) {
        int bin = (int) Math.max(0, Math.min(BINS, lateNanos / (MICROS * 1_000L)));
        bins.setRelease(bin, bins.getPlain(bin) + 1);
    }

    /** The steps so far. */
    public Steps soFar() {
        long[] counts = new long[BINS + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = bins.getAcquire(i);
        }
        return new Steps(counts);
    }

    /** Steps by how late they began. Immutable. */
    public static final class Steps {
        private final long[] counts;
        private final long all;

        private Steps(long[] counts) {
            this.counts = counts;
            long sum = 0;
            for (long count : counts) {
                sum += count;
            }
            all = sum;
        }

        /** Those that came after {@code earlier}. */
        public Steps since(Steps earlier) {
            long[] later = counts.clone();
            for (int i = 0; i < later.length; i++) {
                later[i] -= earlier.counts[i];
            }
            return new Steps(later);
        }

        public long all() {
            return all;
        }

        /** Share of steps, 0 to 1, that began no later than this; 1 where there were none. */
        public double within(double millis) {
            long within = 0;
            for (int i = 0; i < Math.min(BINS, (int) Math.round(millis * 1_000 / MICROS)); i++) {
                within += counts[i];
            }
            return all == 0 ? 1 : (double) within / all;
        }

        /** Lateness in milliseconds that {@code share} of the steps did not exceed, to 20 µs; NaN where there were none. */
        public double percentile(double share) {
            long wanted = (long) Math.ceil(share * all);
            long seen = 0;
            for (int i = 0; i <= BINS; i++) {
                seen += counts[i];
                if (all > 0 && seen >= wanted) {
                    return (i + 1) * MICROS / 1e3;
                }
            }
            return Double.NaN;
        }
    }
}
