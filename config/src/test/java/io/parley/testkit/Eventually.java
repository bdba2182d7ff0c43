package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** For what happens in its own time on the far side of a socket: looks until it is so, and fails at the deadline. */
public final class Eventually {
    private static final long LOOK_NANOS = 5_000_000L;

    /** Far more than it takes, for a machine that is slow and loaded. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private Eventually() {}

    public static void isTrue(String what, BooleanSupplier so) {
        isTrue(what, SOON, so);
    }

    public static void isTrue(String what, Duration within, BooleanSupplier so) {
        isTrue(() -> what, within, so);
    }

    /** @param what asked when it is over, and may then tell how far it came */
    public static void isTrue(Supplier<String> what, Duration within, BooleanSupplier so) {
        long deadline = System.nanoTime() + within.toNanos();
        boolean is = so.getAsBoolean();
        while (!is && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
            is = so.getAsBoolean();
        }
        assertThat(is).as(what).isTrue();
    }
}
