package io.parley.actions;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Admission by token: how many actions may be under way, in total and per target. Safe on any thread. */
final class InFlight {
    /** Under way at once; beyond it the process, not the API, is the problem. */
    static final int MAX_TOTAL = 256;

    /** Under way at once towards one target, so that one slow API cannot take every place. */
    static final int MAX_PER_TARGET = 64;

    private final int maxTotal;
    private final int maxPerTarget;
    private final Map<String, Integer> perTarget = new HashMap<>();
    private int total;

    InFlight() {
        this(MAX_TOTAL, MAX_PER_TARGET);
    }

    InFlight(int maxTotal, int maxPerTarget) {
        this.maxTotal = maxTotal;
        this.maxPerTarget = maxPerTarget;
    }

    /** A place, to be given back once. */
    interface Place {
        void release();
    }

    /** @return null when there is no place */
    synchronized @Nullable Place tryAcquire(String target) {
        int here = perTarget.getOrDefault(target, 0);
        if (total >= maxTotal || here >= maxPerTarget) {
            return null;
        }
        total++;
        perTarget.put(target, here + 1);
        AtomicBoolean released = new AtomicBoolean();
        return () -> {
            if (released.compareAndSet(false, true)) {
                release(target);
            }
        };
    }

    private synchronized void release(String target) {
        total--;
        perTarget.computeIfPresent(target, (t, n) -> n == 1 ? null : n - 1);
    }
}
