package io.parley.media;

/**
 * What has been received from the far end, as reception reports tell it (RFC 3550, sections 6.4.1, A.3 and A.8). Totals
 * go on through changes of SSRC; a report is about the present one. Media thread only.
 */
final class ReceptionStats {
    private int clockRate;

    private boolean begun;
    private int firstSequence;
    private int highestSequence;
    private long cycles;
    private long received;
    private long expectedBefore;
    private long receivedBefore;

    private boolean timed;
    private long lastTransit;
    private double jitter;

    private long earlierLost;
    private long earlierExpected;

    ReceptionStats(int clockRate) {
        this.clockRate = clockRate;
    }

    /** The far end starts over with another SSRC or sequence. */
    void restart() {
        earlierLost = lost();
        earlierExpected = expectedInTotal();
        begun = false;
        timed = false;
    }

    /** Another codec's timestamps come from now on. */
    void clock(int rate) {
        timed = timed && rate == clockRate;
        jitter = jitter * rate / clockRate;
        clockRate = rate;
    }

    /** @param hasTime false for telephone-events, whose timestamp does not move with the packets */
    void received(int sequence, long timestamp, long arrival, boolean hasTime) {
        if (!begun) {
            begun = true;
            firstSequence = sequence;
            highestSequence = sequence;
            cycles = 0;
            received = 0;
            expectedBefore = 0;
            receivedBefore = 0;
        }
        received++;
        if ((short) (sequence - highestSequence) > 0) {
            if (sequence < highestSequence) {
                cycles += 1 << 16;
            }
            highestSequence = sequence;
        }
        if (hasTime) {
            jitter(timestamp, arrival);
        }
    }

    private void jitter(long timestamp, long arrival) {
        long transit = arrival * clockRate / 1_000_000_000L - timestamp;
        if (timed) {
            // Differences of 32-bit timestamps, so that a wrap is none.
            int difference = Math.abs((int) (transit - lastTransit));
            if (difference < clockRate * 2) {
                jitter += (difference - jitter) / 16;
            }
        }
        timed = true;
        lastTransit = transit;
    }

    private long expected() {
        return begun ? cycles + highestSequence - firstSequence + 1 : 0;
    }

    private long expectedInTotal() {
        return earlierExpected + expected();
    }

    /** Packets lost since the session began; duplicates may hide losses (RFC 3550, section 6.4.1). */
    long lost() {
        return Math.max(0, earlierLost + (begun ? expected() - received : 0));
    }

    /** Share of the packets expected since the session began that were lost, 0 to 1. */
    double lossShare() {
        long expected = expectedInTotal();
        return expected == 0 ? 0 : (double) lost() / expected;
    }

    double jitterMillis() {
        return jitter * 1_000 / clockRate;
    }

    /** For a report: interarrival jitter in units of the timestamp. */
    long reportJitter() {
        return (long) jitter;
    }

    /** For a report: cycles and highest sequence number received. */
    long reportHighest() {
        return cycles | highestSequence;
    }

    /** For a report: packets of this SSRC lost, in 24 bits, signed. */
    int reportLost() {
        long lost = expected() - received;
        return (int) Math.max(-0x800000, Math.min(0x7fffff, lost)) & 0xffffff;
    }

    /** For a report: share lost since the last report, in 256ths. Moves the mark. */
    int takeFractionLost() {
        long expectedNow = expected() - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedBefore = expected();
        receivedBefore = received;
        return expectedNow == 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
    }

    boolean any() {
        return begun;
    }
}
