package io.parley.sip;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Delays that are drawn, so that two sides that did the same thing at once do not do it at once again. Pure. */
final class Delays {
    private static final int STEP_MILLIS = 10;
    private static final int OVERLAP_SECONDS = 10;

    private Delays() {}

    /**
     * How long a re-INVITE waits that was answered 491: 2.1 to 4 s for whoever made the Call-ID, up to 2 s for the other
     * side, in steps of 10 ms (RFC 3261, section 14.1).
     */
    static Duration glare(boolean ownsCallId, RandomGenerator random) {
        int steps = ownsCallId ? random.nextInt(210, 401) : random.nextInt(0, 201);
        return Duration.ofMillis((long) STEP_MILLIS * steps);
    }

    /** Retry-After for an INVITE that overlaps another, 0 to 10 s (section 14.2). */
    static int overlapSeconds(RandomGenerator random) {
        return random.nextInt(OVERLAP_SECONDS + 1);
    }
}
