package io.parley.server.bench;

/**
 * Until when callers call.
 *
 * @param end after which nobody begins a call, on {@link System#nanoTime}
 * @param graceNanos after it calls under way may go on
 */
record Hours(long end, long graceNanos) {
    boolean past(long now) {
        return now - end >= 0;
    }

    /** Whether who is still there hangs up. */
    boolean closed(long now) {
        return now - end >= graceNanos;
    }
}
