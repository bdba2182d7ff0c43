package io.parley.media;

import org.jspecify.annotations.Nullable;

/**
 * A timer wheel of one millisecond a slot for calls that step every 20 ms. A call lies in the slot of its next step;
 * there is always one, at most {@link #REACH} ahead. Media thread only; allocates nothing.
 */
final class Wheel {
    /** Farthest that an entry may be scheduled ahead, in slots. */
    static final int REACH = 31;

    private static final int SLOTS = REACH + 1;

    /** Something that lies in the wheel. */
    abstract static class Entry {
        private @Nullable Entry next;
        private long due;

        /**
         * Runs; may schedule itself anew.
         *
         * @param tick the millisecond for which it was scheduled
         */
        abstract void run(long tick);
    }

    private final @Nullable Entry[] slots = new Entry[SLOTS];
    private final int[] loads = new int[SLOTS];
    private int occupied;
    private long tick;

    /** @param tick the present millisecond */
    Wheel(long tick) {
        this.tick = tick;
    }

    /** Puts an entry into the slot of millisecond {@code due}, or of the next one when that has passed. */
    void schedule(Entry entry, long due) {
        long at = Math.max(due, tick + 1);
        if (at > tick + REACH) {
            throw new IllegalArgumentException("due " + (at - tick) + " ms ahead, expected at most " + REACH);
        }
        int slot = slot(at);
        entry.due = at;
        entry.next = slots[slot];
        slots[slot] = entry;
        loads[slot]++;
        occupied |= 1 << slot;
    }

    /** Runs everything that is due by millisecond {@code now}, in order. */
    void advance(long now) {
        while (tick < now) {
            if (occupied == 0) {
                tick = now;
                return;
            }
            tick++;
            int slot = slot(tick);
            Entry entry = slots[slot];
            if (entry != null) {
                slots[slot] = null;
                loads[slot] = 0;
                occupied &= ~(1 << slot);
                run(entry);
            }
        }
    }

    private static void run(Entry first) {
        Entry entry = first;
        while (entry != null) {
            Entry next = entry.next;
            entry.next = null;
            entry.run(entry.due);
            entry = next;
        }
    }

    /** The next millisecond for which something is scheduled, or -1. */
    long nextDue() {
        if (occupied == 0) {
            return -1;
        }
        int rotated = Integer.rotateRight(occupied, slot(tick + 1));
        return tick + 1 + Integer.numberOfTrailingZeros(rotated);
    }

    /** The least loaded of the next 20 milliseconds, the earliest where several are. */
    long leastLoaded() {
        long best = tick + 1;
        for (long at = tick + 1; at <= tick + Audio.FRAME_MILLIS; at++) {
            if (loads[slot(at)] < loads[slot(best)]) {
                best = at;
            }
        }
        return best;
    }

    private static int slot(long tick) {
        return (int) (tick & REACH);
    }
}
