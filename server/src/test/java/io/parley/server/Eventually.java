package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** For what happens in its own time on the far side of a socket: looks until it is so, and fails at the deadline. */
final class Eventually {
    private static final long LOOK_NANOS = 20_000_000L;

    private Eventually() {}

    static void isTrue(String what, Duration within, BooleanSupplier so) {
        isTrue(() -> what, within, so);
    }

    static void isTrue(Supplier<String> what, Duration within, BooleanSupplier so) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!so.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        assertThat(so.getAsBoolean()).as(what).isTrue();
    }
}
