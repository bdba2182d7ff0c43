package io.parley.media;

/**
 * NTP timestamps (RFC 3550, section 4) that move with the monotonic clock: the wall clock is read once, so that its
 * jumps neither bend round-trip times nor the far end's idea of our sampling clock.
 */
final class NtpClock {
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;
    private static final long SECOND = 1_000_000_000L;

    private final long wallNanos;
    private final long origin;

    /**
     * @param wallMillis {@link System#currentTimeMillis} at the moment {@code origin}
     * @param origin {@link System#nanoTime}
     */
    NtpClock(long wallMillis, long origin) {
        this.wallNanos = wallMillis * 1_000_000;
        this.origin = origin;
    }

    /** Seconds in the upper 32 bits, fraction in the lower. */
    long at(long nanos) {
        long wall = wallNanos + nanos - origin;
        long seconds = Math.floorDiv(wall, SECOND) + NTP_EPOCH_SECONDS;
        long fraction = (Math.floorMod(wall, SECOND) << 32) / SECOND;
        return seconds << 32 | fraction;
    }

    /** The middle 32 bits: 16 of seconds, 16 of fraction. */
    int middle(long nanos) {
        return (int) (at(nanos) >>> 16);
    }
}
