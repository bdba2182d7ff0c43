package io.parley.actions;

import java.util.concurrent.atomic.AtomicLongArray;

/** The values of {@link ActionsCounter}; written by any thread, read by the server when it is scraped. */
public final class ActionsCounters {
    private final AtomicLongArray values = new AtomicLongArray(ActionsCounter.values().length);

    public long get(ActionsCounter counter) {
        return values.get(counter.ordinal());
    }

    void add(ActionsCounter counter) {
        add(counter, 1);
    }

    void add(ActionsCounter counter, long n) {
        values.addAndGet(counter.ordinal(), n);
    }

    void set(ActionsCounter gauge, long value) {
        values.set(gauge.ordinal(), value);
    }
}
