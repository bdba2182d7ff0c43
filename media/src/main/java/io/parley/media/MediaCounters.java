package io.parley.media;

import java.util.concurrent.atomic.AtomicLongArray;

/** The process's media counters. Written mostly by the media thread, read by anyone. */
public final class MediaCounters {
    private final AtomicLongArray values = new AtomicLongArray(MediaCounter.values().length);

    public long get(MediaCounter counter) {
        return values.get(counter.ordinal());
    }

    void increment(MediaCounter counter) {
        values.getAndIncrement(counter.ordinal());
    }

    void add(MediaCounter counter, long amount) {
        values.getAndAdd(counter.ordinal(), amount);
    }
}
