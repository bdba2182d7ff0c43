package io.parley.agent.ear;

/** Told how long the ear's work took, in nanoseconds, for how many calls at once, and when it failed. On lane threads. */
public interface EarTimes {
    EarTimes NONE = new EarTimes() {};

    default void vad(long nanos, int calls) {}

    default void ear(long nanos, int calls) {}

    /** 60 ms of a call in which nobody spoke went by without a run of the ear. */
    default void skipped() {}

    default void search(long nanos, int calls) {}

    /** A look ahead at a pause: three ticks of the ear and their search. */
    default void look(long nanos, int calls) {}

    /** A model or the search failed on one call's audio, or gave no numbers. */
    default void failed() {}
}
