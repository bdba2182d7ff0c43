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

    Breaker(ApiSpec.Breaker spec) {
        this.most = spec.failures();
        this.pauseNanos = spec.pause().toNanos();
    }

    /** @return whether a request may go; it must then be {@link #ended} or {@link #forgotten} */
    synchronized boolean tryAcquire(long nowNanos) {
        if (!open) {
            return true;
        } else if (trying || nowNanos - openedNanos < pauseNanos) {
            return false;
        }
        trying = true;
        return true;
    }

    synchronized void ended(boolean well, long nowNanos) {
        trying = false;
        if (well) {
            failures = 0;
            open = false;
        } else if (++failures >= most) {
            open = true;
            openedNanos = nowNanos;
        }
    }

    /** A request was given up before it said anything about the API. */
    synchronized void forgotten() {
        trying = false;
    }
}
