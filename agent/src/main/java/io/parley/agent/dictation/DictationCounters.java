package io.parley.agent.dictation;

import java.util.concurrent.atomic.AtomicLongArray;

/** Dictation's counters; written by any thread, read by the server. */
public final class DictationCounters {
    private final AtomicLongArray values = new AtomicLongArray(DictationCounter.values().length);

    public long get(DictationCounter counter) {
        return values.get(counter.ordinal());
    }

    void add(DictationCounter counter, long n) {
        values.getAndAdd(counter.ordinal(), n);
    }

    void count(DictationCounter counter) {
        add(counter, 1);
    }
}
