package io.parley.media;

/**
 * How late packets come, and so how long each must wait to be there when it is needed. A packet's transit is its arrival
 * less its media time; the least transit of the last seconds stands for the path without queues, and the target delay is
 * what all but {@link #LATE_PERCENT} of these packets needed beyond it, plus a margin for the wheel's millisecond.
 *
 * <p>Media thread only; allocates nothing.
 */
final class DelayEstimator {
    /** A late packet is not lost (the delay grows by a frame for it), so a few may be. */
    static final int LATE_PERCENT = 3;

    static final long MARGIN_NANOS = 1_500_000;
    static final long MAX_TARGET_NANOS = 250_000_000;

    /** A packet that much earlier than the earliest: the path, or the sender's clock, is another one now. */
    private static final int SHIFT_MICROS = 60_000;

    private static final long WINDOW_NANOS = 4_000_000_000L;
    private static final int KEPT = 512;
    private static final int KEPT_AT_LEAST = 50;
    private static final int TOP = KEPT * LATE_PERCENT / 100 + 1;

    private final int clockRate;

    private final long[] arrivals = new long[KEPT];
    private final int[] transits = new int[KEPT];
    private final int[] needs = new int[KEPT];
    private final int[] top = new int[TOP];
    private int first;
    private int count;

    private boolean begun;
    private long reference;
    private long lastArrival;
    private int lastTransit;

    private int least;
    private int mostNeed;
    /** What left or came may have been the least transit, or one of the greatest needs. */
    private boolean stale;

    private long base;
    private long target = MARGIN_NANOS;

    DelayEstimator(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Forgets the path: another stream, or a hold, lies between. */
    void restart() {
        first = 0;
        count = 0;
        begun = false;
        target = MARGIN_NANOS;
    }

    /**
     * Learns from a packet.
     *
     * @param lead how long after the start of its playing frame the packet's first sample is due, in media units: it may
     *     come that much later than a packet that begins a frame, but its frame needs it at the frame's start
     */
    void arrived(long arrival, long mediaTime, int units, int lead) {
        long absolute = arrival - nanos(mediaTime);
        if (!begun) {
            begun = true;
            reference = absolute;
            lastArrival = arrival - nanos(units);
            lastTransit = Integer.MIN_VALUE;
        }
        int transit = micros(absolute - reference);
        // What comes right behind a late packet was queued behind it and says nothing new about the path.
        boolean queued = arrival - lastArrival < nanos(units) / 4 && transit < lastTransit;
        lastArrival = arrival;
        lastTransit = transit;
        if (count > 0 && transit < least - SHIFT_MICROS) {
            count = 0;
        }
        if (!queued) {
            keep(arrival, transit, transit + micros(nanos(lead)));
        }
    }

    private void keep(long arrival, int transit, int need) {
        int lateBefore = late(count);
        if (count == KEPT) {
            dropOldest();
        }
        while (count > KEPT_AT_LEAST && arrival - arrivals[first] > WINDOW_NANOS) {
            dropOldest();
        }
        int at = (first + count) % KEPT;
        arrivals[at] = arrival;
        transits[at] = transit;
        needs[at] = need;
        count++;
        // Most packets change nothing, and looking through all that are kept would cost more than anything else here.
        if (stale || count == 1 || transit < least || need > mostNeed || late(count) != lateBefore) {
            estimate();
            stale = false;
        }
    }

    private static int late(int packets) {
        return packets * LATE_PERCENT / 100;
    }

    private void dropOldest() {
        stale |= transits[first] <= least || needs[first] >= mostNeed;
        first = (first + 1) % KEPT;
        count--;
    }

    private void estimate() {
        least = Integer.MAX_VALUE;
        int late = late(count);
        int found = 0;
        for (int i = 0; i < count; i++) {
            int at = first + i < KEPT ? first + i : first + i - KEPT;
            least = Math.min(least, transits[at]);
            int need = needs[at];
            if (found <= late) {
                insert(need, found++);
            } else if (need > top[late]) {
                insert(need, late);
            }
        }
        mostNeed = top[late];
        base = reference + least * 1_000L;
        long needed = (mostNeed - least) * 1_000L + MARGIN_NANOS;
        target = Math.min(MAX_TARGET_NANOS, needed);
    }

    /** Keeps {@link #top} in falling order; the value moves up from {@code index}. */
    private void insert(int need, int index) {
        int at = index;
        while (at > 0 && top[at - 1] < need) {
            top[at] = top[at - 1];
            at--;
        }
        top[at] = need;
    }

    /** Delay that what is played should have over the least transit, nanoseconds. */
    long target() {
        return target;
    }

    /** Delay that media time {@code mediaTime} has over the least transit when it is played at {@code now}. */
    long delay(long now, long mediaTime) {
        return now - nanos(mediaTime) - base;
    }

    private long nanos(long units) {
        return units * 1_000_000_000L / clockRate;
    }

    private static int micros(long nanos) {
        return (int) (nanos / 1_000);
    }
}
