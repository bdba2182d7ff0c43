package io.parley.agent.simulation;

import io.parley.actions.Timers;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that passes when it is told to, as fast as the machine can: the clock and the timers of simulated calls. Confined to
 * one thread.
 */
public final class VirtualTime implements Timers {
    /** A time that no clock of a machine shows. */
    private static final long START_NANOS = 1L << 60;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::id));
    private long now = START_NANOS;
    private long last;

    /** Timers of the same moment run in the order in which they were set. */
    private record Timer(long due, long id, Runnable job) {}

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public long after(long millis, Runnable job) {
        timers.add(new Timer(now + millis * NANOS_PER_MILLI, ++last, job));
        return last;
    }

    @Override
    public void cancel(long timer) {
        timers.removeIf(t -> t.id == timer);
    }

    /**
     * Lets time pass: every timer that becomes due runs at its own moment.
     *
     * @param settle runs after each, before time goes on
     */
    public void pass(long nanos, Runnable settle) {
        long end = now + nanos;
        while (!timers.isEmpty() && timers.element().due <= end) {
            Timer next = timers.remove();
            now = Math.max(now, next.due);
            next.job.run();
            settle.run();
        }
        now = end;
    }

    /** Whether any timer is set. */
    public boolean waiting() {
        return !timers.isEmpty();
    }
}
