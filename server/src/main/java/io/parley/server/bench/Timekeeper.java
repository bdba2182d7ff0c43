package io.parley.server.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that only keeps time: it wakes every millisecond, computes for a share of it, and notes how late it woke. What
 * it misses, the machine has missed, for instance because a hypervisor gave the core away: the reference for late frames.
 */
final class Timekeeper implements Runnable {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LATE_NANOS = (long) (MediaLevel.IN_TIME_MILLIS * MILLI);

    private final long busyNanos;
    private final long ticks;
    private final Thread thread = new Thread(this, "bench-timekeeper");
    private long late;

    private Timekeeper(double busy, Duration howLong) {
        this.busyNanos = (long) (Math.min(busy, 1) * MILLI);
        this.ticks = howLong.toMillis();
    }

    /**
     * Begins to keep time.
     *
     * @param busy share of its time that the thread computes, 0 to 1
     */
    static Timekeeper start(double busy, Duration howLong) {
        Timekeeper keeper = new Timekeeper(busy, howLong);
        keeper.thread.start();
        return keeper;
    }

    /** Waits for its end; the share of its wakings that were more than 5 ms late, 0 to 1. */
    double late() throws InterruptedException {
        thread.join();
        return (double) late / ticks;
    }

    @Override
    public void run() {
        long due = System.nanoTime();
        for (long tick = 0; tick < ticks; tick++) {
            due += MILLI;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long woke = System.nanoTime();
            late += woke - due > LATE_NANOS ? 1 : 0;
            while (System.nanoTime() - woke < busyNanos) {
                Thread.onSpinWait();
            }
        }
    }
}
