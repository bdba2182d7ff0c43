package io.parley.actions;

/** Time as a bus has it: the clock of the machine, or that of a simulation. */
public interface Timers {
    /** Monotonic time in nanoseconds. */
    long nanos();

    /**
     * Runs a job later, on the context of whoever asks.
     *
     * @param millis from now, above 0
     * @return the timer, for {@link #cancel}; never negative
     */
    long after(long millis, Runnable job);

    /** Forgets a timer; nothing happens where it has run or never was. */
    void cancel(long timer);
}
