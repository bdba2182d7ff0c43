package io.parley.actions;

import io.parley.config.ApiSpec;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many requests in any such time. Safe on any thread. */
final class RateLimit {
    /** The longest a request is held back; a caller waits. */
    static final long MAX_WAIT_NANOS = 2_000_000_000L;

    private final int requests;
    private final long perNanos;
    /** When the last of them go or went, in order; never more than {@link #requests}. */
    private final Deque<Long> times = new ArrayDeque<>();

    RateLimit(ApiSpec.Rate spec) {
        this.requests = spec.requests();
        this.perNanos = spec.per().toNanos();
    }

    /** @return how long to wait before it goes, for which its place is kept; negative where that is too long */
    synchronized long acquire(long nowNanos) {
        if (times.size() < requests) {
            times.addLast(nowNanos);
            return 0;
        }
        long wait = Math.max(0, times.getFirst() + perNanos - nowNanos);
        if (wait > MAX_WAIT_NANOS) {
            return -1;
        }
        times.removeFirst();
        times.addLast(nowNanos + wait);
        return wait;
    }
}
