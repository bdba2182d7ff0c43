package io.parley.sip;

import java.util.concurrent.atomic.LongAdder;

/** The counters of one endpoint since it started. Any thread. */
public final class SipCounters {
    private final LongAdder[] cells = new LongAdder[SipCounter.values().length];

    public SipCounters() {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new LongAdder();
        }
    }

    void count(SipCounter counter) {
        cells[counter.ordinal()].increment();
    }

    public long get(SipCounter counter) {
        return cells[counter.ordinal()].sum();
    }
}
