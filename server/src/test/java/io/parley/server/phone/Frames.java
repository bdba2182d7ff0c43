package io.parley.server.phone;

/** A line on which a frame arrives every 20 ms. */
final class Frames {
    static final long FRAME = 20_000_000L;

    private Frames() {}

    /** When frame number {@code n} arrives, in nanoseconds. */
    static long at(int millis) {
        return 1_000_000_000L + millis * 1_000_000L;
    }

    /** Takes what a frame that arrives at that time holds. */
    interface Ear {
        void received(boolean sound, long arrivalNanos);
    }

    /** Frames from one moment up to, not including, another. */
    static void hear(Ear ear, boolean sound, int fromMillis, int toMillis) {
        for (int millis = fromMillis; millis < toMillis; millis += 20) {
            ear.received(sound, at(millis));
        }
    }
}
