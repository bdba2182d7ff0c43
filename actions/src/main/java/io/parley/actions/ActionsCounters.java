package io.parley.actions;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** The values of {@link ActionsCounter}; written by any thread, read by the server when it is scraped. */
public final class ActionsCounters {
    private final Map<ActionsCounter, AtomicLong> values = new EnumMap<>(ActionsCounter.class);

    public ActionsCounters() {
        for (ActionsCounter counter : ActionsCounter.values()) {
            values.put(counter, new AtomicLong());
        }
    }

    public long get(ActionsCounter counter) {
        return value(counter).get();
    }

    void add(ActionsCounter counter) {
        add(counter, 1);
    }

    void add(ActionsCounter counter, long n) {
        value(counter).addAndGet(n);
    }

    void set(ActionsCounter gauge, long value) {
        value(gauge).set(value);
    }

    private AtomicLong value(ActionsCounter counter) {
        return Objects.requireNonNull(values.get(counter));
    }
}
