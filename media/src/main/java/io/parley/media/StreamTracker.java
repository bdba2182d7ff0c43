package io.parley.media;

/**
 * Turns the wire's 16-bit sequence numbers and 32-bit timestamps, with their wraps, jumps and changes of SSRC, into one
 * line: positions that rise by one a packet, and media time that starts at 0 and runs on in units of the RTP clock.
 * Wherever a sender starts over, its new numbers are spliced on where the old ones would be by now, so that nothing
 * behind this class knows of jumps.
 *
 * <p>Media thread only.
 */
final class StreamTracker {
    /** RFC 3550, appendix A.1: a larger step forward, or one further back, is a restart once the next packet confirms. */
    static final int MAX_DROPOUT = 3_000;

    static final int MAX_MISORDER = 100;

    enum Verdict {
        IN_LINE,
        /** Taken, as the first packet of a stream that goes on from here. */
        SPLICED,
        /** Not taken: its number fits nothing yet. */
        STRAY
    }

    private static final int NONE = -1;

    private final int clockRate;

    private boolean begun;
    private boolean timed;
    private boolean restart;
    private int awaited = NONE;

    private int highestSequence;
    private long highestPosition;
    private long highestTimestamp;
    private long highestMediaTime;
    private long highestArrival;
    private int highestUnits;

    private long position;
    private long mediaTime;
    private long offset;

    StreamTracker(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Whatever comes next belongs to another stream. */
    void restart() {
        restart = true;
        awaited = NONE;
    }

    /**
     * Places a packet.
     *
     * @param units media time the packet lasts; 0 for comfort noise
     * @param hasTime false for telephone-events, whose timestamp is the event's and not the packet's
     */
    Verdict place(int sequence, long timestamp, int units, long arrival, boolean hasTime) {
        if (!begun) {
            begun = true;
            restart = false;
            highestSequence = sequence;
            highestPosition = 0;
            position = 0;
            return time(timestamp, units, arrival, hasTime, 0);
        }
        int step = (short) (sequence - highestSequence);
        boolean jump = restart || step > MAX_DROPOUT || step < -MAX_MISORDER;
        if (jump && !restart && sequence != awaited) {
            awaited = sequence + 1 & 0xffff;
            return Verdict.STRAY;
        }
        awaited = NONE;
        restart = false;
        int advance = jump ? 1 : step;
        position = highestPosition + advance;
        if (jump) {
            rebase(timestamp, 1, arrival, hasTime);
        }
        Verdict verdict = time(timestamp, units, arrival, hasTime, advance);
        if (advance > 0) {
            highestSequence = sequence;
            highestPosition = position;
        }
        return jump ? Verdict.SPLICED : verdict;
    }

    private Verdict time(long timestamp, int units, long arrival, boolean hasTime, int advance) {
        if (!hasTime) {
            mediaTime = highestMediaTime + highestUnits;
            return Verdict.IN_LINE;
        }
        if (!timed) {
            timed = true;
            offset = highestMediaTime - timestamp;
            highest(timestamp, highestMediaTime, arrival, units);
            mediaTime = highestMediaTime;
            return Verdict.IN_LINE;
        }
        Verdict verdict = Verdict.IN_LINE;
        long unwrapped = unwrap(timestamp);
        if (isJump(unwrapped - highestTimestamp, arrival, Math.max(units, highestUnits), advance)) {
            rebase(timestamp, Math.max(1, advance), arrival, true);
            unwrapped = timestamp;
            verdict = Verdict.SPLICED;
        }
        mediaTime = unwrapped + offset;
        if (mediaTime > highestMediaTime || advance > 0) {
            highest(unwrapped, mediaTime, arrival, units);
        }
        return verdict;
    }

    /** A step in the timestamp that neither the clock on the wall nor the count of packets explains. */
    private boolean isJump(long step, long arrival, int units, int advance) {
        long wall = units(arrival - highestArrival);
        boolean backwards = advance > 0 && step < 0;
        boolean fitsTheClock = Math.abs(wall - step) < clockRate / 2 && !backwards;
        boolean fitsTheCount = advance > 0 && step >= 0 && step <= 2L * advance * units;
        return !fitsTheClock && !fitsTheCount;
    }

    /** Makes {@code timestamp} continue the line: by the packets missed or the time gone by, whichever is more. */
    private void rebase(long timestamp, int advance, long arrival, boolean hasTime) {
        if (!hasTime || !timed) {
            timed = false;
            highestMediaTime += highestUnits;
            return;
        }
        long gone = Math.max((long) advance * highestUnits, units(arrival - highestArrival));
        highestTimestamp = timestamp;
        offset = highestMediaTime + gone - timestamp;
        highestMediaTime += gone;
        highestArrival = arrival;
    }

    private void highest(long unwrapped, long media, long arrival, int units) {
        highestTimestamp = unwrapped;
        highestMediaTime = media;
        highestArrival = arrival;
        highestUnits = units;
    }

    private long unwrap(long timestamp) {
        return highestTimestamp + (int) (timestamp - highestTimestamp);
    }

    private long units(long nanos) {
        return nanos * clockRate / 1_000_000_000L;
    }

    /** Of the packet placed last. */
    long position() {
        return position;
    }

    /** Of the packet placed last, in units of the RTP clock. */
    long mediaTime() {
        return mediaTime;
    }

    /** What to subtract from a media time to get the sender's timestamp, unwrapped. */
    long offset() {
        return offset;
    }
}
