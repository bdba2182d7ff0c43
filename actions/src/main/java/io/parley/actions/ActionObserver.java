package io.parley.actions;

/** Told how long things took; the server feeds histograms. Called on the action's context; must not block or throw. */
public interface ActionObserver {
    ActionObserver NONE = new ActionObserver() {};

    /**
     * One attempt ended.
     *
     * @param action the action's name in its file
     * @param status HTTP status, 0 where no answer came
     * @param nanos from the attempt's start
     */
    default void attempted(String action, int status, long nanos) {}

    /**
     * The caller's result is there.
     *
     * @param nanos from {@link ActionBus#run}, retries included
     */
    default void finished(String action, ActionResult result, long nanos) {}

    /**
     * A write answered after its deadline, when the caller had already been told so.
     *
     * @param nanos from {@link ActionBus#run}
     */
    default void answeredLate(String action, ActionResult result, long nanos) {}
}
