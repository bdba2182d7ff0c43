package io.parley.actions;

import java.time.Duration;

/** Exponential back-off with jitter, so that calls that failed together do not come back together. */
final class Backoff {
    private static final long FIRST_MS = 100;
    private static final long LAST_MS = 2_000;

    private Backoff() {}

    /**
     * @param retry 0 before the first retry
     * @param random from 0 (inclusive) to 1 (exclusive)
     * @return between half of the step and the whole step: 100 ms, 200 ms, 400 ms, … 2 s
     */
    static Duration delay(int retry, double random) {
        long step = Math.min(LAST_MS, FIRST_MS << Math.min(retry, 10));
        return Duration.ofMillis(step / 2 + (long) (random * (step - step / 2)));
    }
}
