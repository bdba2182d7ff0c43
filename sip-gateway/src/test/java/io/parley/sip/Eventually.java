package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** For what a real process does in its own time: looks until it is so, and fails at the deadline. */
final class Eventually {
    private static final long LOOK_NANOS = 5_000_000L;

    /** Far more than it takes, for a machine that is slow and loaded. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private Eventually() {}

    static void isTrue(String what, BooleanSupplier so) {
        isTrue(what, SOON, so);
    }

    static void isTrue(String what, Duration within, BooleanSupplier so) {
        long deadline = System.nanoTime() + within.toNanos();
        boolean is = so.getAsBoolean();
        while (!is && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
            is = so.getAsBoolean();
        }
        assertThat(is).as(what).isTrue();
    }
}
