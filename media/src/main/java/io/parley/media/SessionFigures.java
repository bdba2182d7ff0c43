package io.parley.media;

import java.util.concurrent.atomic.AtomicLongArray;

/** A call's figures, written by the media thread, read by anyone at any time, also after the call. */
final class SessionFigures {
    enum Figure {
        RECEIVED,
        SENT,
        LOST,
        LATE,
        CONCEALED,
        UNDERRUNS,
        REJECTED,
        JITTER,
        ROUND_TRIP,
        MOS
    }

    private final AtomicLongArray values = new AtomicLongArray(Figure.values().length);

    SessionFigures() {
        set(Figure.ROUND_TRIP, -1.0);
        set(Figure.MOS, EModel.mos(0, 0));
    }

    void set(Figure figure, long value) {
        values.setRelease(figure.ordinal(), value);
    }

    void set(Figure figure, double value) {
        values.setRelease(figure.ordinal(), Double.doubleToRawLongBits(value));
    }

    /** Media thread only. */
    void increment(Figure figure) {
        values.setRelease(figure.ordinal(), values.getPlain(figure.ordinal()) + 1);
    }

    /** Of a line without keys. */
    RtpStats snapshot() {
        return snapshot(false);
    }

    RtpStats snapshot(boolean encrypted) {
        return new RtpStats(
                count(Figure.RECEIVED),
                count(Figure.SENT),
                count(Figure.LOST),
                count(Figure.LATE),
                measure(Figure.JITTER),
                measure(Figure.ROUND_TRIP),
                measure(Figure.MOS),
                count(Figure.CONCEALED),
                count(Figure.UNDERRUNS),
                count(Figure.REJECTED),
                encrypted);
    }

    private long count(Figure figure) {
        return values.getAcquire(figure.ordinal());
    }

    private double measure(Figure figure) {
        return Double.longBitsToDouble(values.getAcquire(figure.ordinal()));
    }
}
