package io.parley.agent.voice;

import java.util.concurrent.atomic.AtomicLongArray;

/** The voice's counters; written by any thread, read by the server. */
public final class VoiceCounters {
    private final AtomicLongArray values = new AtomicLongArray(VoiceCounter.values().length);

    public long get(VoiceCounter counter) {
        return values.get(counter.ordinal());
    }

    void add(VoiceCounter counter, long n) {
        values.getAndAdd(counter.ordinal(), n);
    }

    void count(VoiceCounter counter) {
        add(counter, 1);
    }
}
