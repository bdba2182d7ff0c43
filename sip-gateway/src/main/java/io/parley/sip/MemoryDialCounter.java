package io.parley.sip;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts in this process's memory: a time for each call of the last window, of which there are never more than the cap.
 * Keys are agents and trunks of the configuration. Any thread.
 */
public final class MemoryDialCounter implements DialCounter {
    private final LongSupplier nanos;
    private final Map<String, Deque<Long>> times = new HashMap<>();

    /** @param nanos a clock that does not go back */
    public MemoryDialCounter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public synchronized Future<Boolean> take(List<Cap> caps) {
        long now = nanos.getAsLong();
        boolean all = true;
        for (Cap cap : caps) {
            Deque<Long> counted = of(cap);
            while (!counted.isEmpty()
                    && now - counted.getFirst() >= cap.window().toNanos()) {
                counted.removeFirst();
            }
            all &= counted.size() < cap.most();
        }
        if (all) {
            caps.forEach(cap -> of(cap).addLast(now));
        }
        return Future.succeededFuture(all);
    }

    /** Counts a call that another counter has let pass. */
    public synchronized void count(List<Cap> caps) {
        long now = nanos.getAsLong();
        for (Cap cap : caps) {
            Deque<Long> counted = of(cap);
            counted.addLast(now);
            while (counted.size() > cap.most()) {
                counted.removeFirst();
            }
        }
    }

    private Deque<Long> of(Cap cap) {
        return times.computeIfAbsent(cap.key() + " " + cap.window(), key -> new ArrayDeque<>());
    }
}
