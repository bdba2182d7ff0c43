package io.parley.agent;

/** Events of a call, on its context. */
public interface CallListener {
    /** The caller hears us, and the call is not answered: what it says is not heard yet. After {@link CallLeg#progress}. */
    default void onEarly() {}

    /** The far end has acknowledged the answer: audio flows, the greeting may start. */
    void onAnswered();

    /** The far end holds or resumes. While it holds there are no ticks. */
    void onHold(boolean held);

    /** Over; nothing follows. Exactly once for every call. */
    void onEnded(Termination why);
}
