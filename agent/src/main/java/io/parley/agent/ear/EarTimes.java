package io.parley.agent.ear;

/** Told how long the ear's work took, in nanoseconds, and for how many calls at once. Called on lane threads. */
public interface EarTimes {
    EarTimes NONE = new EarTimes() {};

    default void vad(long nanos, int calls) {}

    default void ear(long nanos, int calls) {}

    default void search(long nanos, int calls) {}

    /** A look ahead at a pause: three ticks of the ear and their search. */
    default void look(long nanos, int calls) {}
}
