package io.parley.sip;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The running timers of one call, each at most once at a time. Used and fired on the call's context. */
final class CallTimers {
    private final Vertx vertx;
    private final AtomicInteger count;
    private final Consumer<CallTimer> fired;
    private final Map<CallTimer, Long> running = new EnumMap<>(CallTimer.class);

    /** @param count goes up and down with every timer */
    CallTimers(Vertx vertx, AtomicInteger count, Consumer<CallTimer> fired) {
        this.vertx = vertx;
        this.count = count;
        this.fired = fired;
    }

    /** Begins anew when it is running. */
    void arm(CallTimer timer, Duration delay) {
        disarm(timer);
        count.incrementAndGet();
        running.put(timer, vertx.setTimer(Math.max(1, delay.toMillis()), id -> {
            running.remove(timer, id);
            count.decrementAndGet();
            fired.accept(timer);
        }));
    }

    void disarm(CallTimer timer) {
        Long id = running.remove(timer);
        if (id != null) {
            cancel(id);
        }
    }

    void disarmAll() {
        running.values().forEach(this::cancel);
        running.clear();
    }

    private void cancel(long id) {
        if (vertx.cancelTimer(id)) {
            count.decrementAndGet();
        }
    }
}
