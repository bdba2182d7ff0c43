package io.parley.media;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ticks on their way from the media thread to a call's context: one writer, one reader, no lock, no allocation. At most
 * {@link #BOUND} wait; one more and the oldest is dropped, so that a context that was held up goes on with the present.
 *
 * <p>The reader copies a tick out and only then claims it. When the writer has dropped that tick meanwhile the claim
 * fails, and with it the copy, which may be torn. There are more slots than {@link #BOUND}, so a tick whose claim
 * succeeds cannot have been overwritten.
 */
final class TickRing {
    /** Ticks that may wait: half a second. */
    static final int BOUND = 25;

    private static final int SLOTS = 32;

    private final AudioTick[] ticks = new AudioTick[SLOTS];
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    TickRing() {
        for (int i = 0; i < SLOTS; i++) {
            ticks[i] = new AudioTick();
        }
    }

    /** The tick to fill in next. Writer only. */
    AudioTick next() {
        return ticks[(int) (tail.getPlain() % SLOTS)];
    }

    /** Hands the tick of {@link #next} over; false when the oldest had to be dropped for it. Writer only. */
    boolean publish() {
        long written = tail.getPlain();
        long read = head.get();
        boolean full = written - read >= BOUND;
        boolean dropped = full && head.compareAndSet(read, read + 1);
        tail.setRelease(written + 1);
        return !dropped;
    }

    /** Copies the oldest tick into {@code to}; false when there is none. Reader only. */
    boolean poll(AudioTick to) {
        while (true) {
            long read = head.get();
            if (read >= tail.getAcquire()) {
                return false;
            }
            to.copyFrom(ticks[(int) (read % SLOTS)]);
            VarHandle.acquireFence();
            if (head.compareAndSet(read, read + 1)) {
                return true;
            }
        }
    }

    /** Forgets what waits. Reader only. */
    void clear() {
        head.set(tail.get());
    }
}
