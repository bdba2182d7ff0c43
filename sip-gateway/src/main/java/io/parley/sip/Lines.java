package io.parley.sip;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Admission: so many calls at once and no more. Any thread. */
final class Lines {
    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    Lines(int limit) {
        this.limit = limit;
    }

    /** One line, for one call; null when every line is taken. */
    @Nullable
    Line take() {
        int now;
        do {
            now = taken.get();
            if (now >= limit) {
                return null;
            }
        } while (!taken.compareAndSet(now, now + 1));
        return new Line();
    }

    boolean isFull() {
        return taken.get() >= limit;
    }

    int taken() {
        return taken.get();
    }

    final class Line {
        private final AtomicBoolean free = new AtomicBoolean();

        /** Once, however often it is called. */
        void free() {
            if (free.compareAndSet(false, true)) {
                taken.decrementAndGet();
            }
        }
    }
}
