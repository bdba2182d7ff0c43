package io.parley.actions;

import io.parley.config.ApiSpec;

/** Leaves an API alone that has failed several times in a row; after a pause one request tries. Safe on any thread. */
final class Breaker {
    private final int most;
    private final long pauseNanos;
    private int failures;
    private boolean open;
    private boolean trying;
    private long openedNanos;
    /** Grows as it opens and as it tries: what went before says nothing any more. */
    private long generation;

    Breaker(ApiSpec.Breaker spec) {
        this.most = spec.failures();
        this.pauseNanos = spec.pause().toNanos();
    }

    /** Whether a request could go, without taking its place. */
    synchronized boolean mayTry(long nowNanos) {
        return !open || (!trying && nowNanos - openedNanos >= pauseNanos);
    }

    /** @return the ticket of a request that may go, to be {@link #ended} or {@link #forgotten}; negative where none may */
    synchronized long tryAcquire(long nowNanos) {
        if (!mayTry(nowNanos)) {
            return -1;
        }
        if (open) {
            trying = true;
            generation++;
        }
        return generation;
    }

    synchronized void ended(long ticket, boolean well, long nowNanos) {
        if (ticket != generation) {
            return;
        }
        trying = false;
        if (well) {
            failures = 0;
            open = false;
        } else if (++failures >= most) {
            open = true;
            openedNanos = nowNanos;
            generation++;
        }
    }

    /** A request was given up before it said anything about the API. */
    synchronized void forgotten(long ticket) {
        if (ticket == generation) {
            trying = false;
        }
    }
}
