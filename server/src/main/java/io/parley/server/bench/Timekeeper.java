package io.parley.server.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that only keeps time: it wakes every millisecond, computes for a share of it, and notes how late it woke. What
 * it misses, the machine has missed, a hypervisor that gave the core away for instance: the reference for late frames.
 * Of the threads that it shares cores with it asks nothing.
 */
final class Timekeeper implements Runnable {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LATE_NANOS = (long) (MediaLevel.IN_TIME_MILLIS * MILLI);

    private final long busyNanos;
    private final long ticks;
    private long late;

    /** @param busy share of each millisecond that is computed for, 0 to 1 */
    private Timekeeper(double busy, Duration howLong) {
        this.busyNanos = (long) (Math.min(busy, 1) * MILLI);
        this.ticks = howLong.toMillis();
    }

    /**
     * Keeps time on so many threads.
     *
     * @param busy share of its time that each computes, 0 to 1
     * @return share of their wakings more than 5 ms late, 0 to 1
     */
    static double late(int threads, double busy, Duration howLong) {
        List<Timekeeper> keepers = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Timekeeper keeper = new Timekeeper(busy, howLong);
            keepers.add(keeper);
            Thread thread = new Thread(keeper, "bench-timekeeper-" + i);
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Double.NaN;
            }
        }
        return keepers.stream().mapToLong(keeper -> keeper.late).sum() / (double) (threads * howLong.toMillis());
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
