package io.parley.media;

/**
 * Hears digits in telephone-event packets, each press once (RFC 4733, section 2.5). A press is known by the timestamp at
 * which it began; it is told at the first packet that gets through, be it the last one. Neither the marker nor the end
 * bit is relied on: both may be lost. Media thread only.
 */
final class DtmfReceiver {
    static final char NONE = 0;

    /** An event of which nothing comes for this long is over even if its end was lost. */
    private static final long TIMEOUT_NANOS = 250_000_000;

    private static final int LONGEST_SEGMENT = 0xffff;
    /**
     * Some senders move the timestamp with every packet of one event; no finger presses twice within 50 ms, of which this
     * is the share of a second.
     */
    private static final int CREEP = 20;

    /** Ticks a second of the timestamp, and of an event's duration. */
    private int clock = Codec.PCMU.clockRate();

    private int eventClock = clock;

    private boolean any;
    private boolean over;
    private int code;
    private long began;
    private int duration;
    private long lastArrival;

    /**
     * What is agreed. The two should be one (RFC 4733, section 2.1), but many a far end has events at 8 kHz alone beside
     * audio with another clock, and then counts durations by the one and packets by the other.
     */
    void clocks(int stream, int events) {
        clock = stream;
        eventClock = events;
    }

    /** Another stream: its timestamps say nothing about those before. */
    void restart() {
        any = false;
    }

    /**
     * The digit that this packet is the first sign of, or {@link #NONE}.
     *
     * @param event as {@link JitsiDtmf#read} gives it
     */
    char hear(int event, boolean marker, long timestamp, long arrival) {
        if (any && arrival - lastArrival > TIMEOUT_NANOS) {
            over = true;
        }
        int later = any ? (int) (timestamp - began) : 0;
        if (any && later < 0 && later > -0x4000_0000) {
            return NONE;
        }
        lastArrival = arrival;
        if (any && (later == 0 || continues(event, marker, later))) {
            began = timestamp;
            duration = JitsiDtmf.duration(event);
            over |= JitsiDtmf.isEnd(event);
            return NONE;
        }
        any = true;
        over = JitsiDtmf.isEnd(event);
        code = JitsiDtmf.code(event);
        began = timestamp;
        duration = JitsiDtmf.duration(event);
        return code < JitsiDtmf.DIGITS.length() ? JitsiDtmf.DIGITS.charAt(code) : NONE;
    }

    /** A long event's next segment (section 2.5.1.3), or a sender that lets the timestamp creep. */
    private boolean continues(int event, boolean marker, int later) {
        if (over || JitsiDtmf.code(event) != code || marker) {
            return false;
        }
        long longest = (long) LONGEST_SEGMENT * clock / eventClock;
        long played = (long) duration * clock / eventClock;
        return later == played || later == longest || later <= clock / CREEP;
    }
}
