package io.parley.agent;

/** Events of a call, on its context. */
public interface CallListener {
    /** The caller hears us, and the call is not answered: what it says is not heard yet. After {@link CallLeg#progress}. */
    default void onEarly() {}

    /**
     * A call of ours has come so far, and nobody has answered yet. Again with every provisional response.
     *
     * @param status 101 to 199: 180 rings, 183 goes on
     * @param audible audio of the far end is heard already: a ringing tone, an announcement
     */
    default void onProgress(int status, boolean audible) {}

    /** The far end has acknowledged the answer: audio flows, the greeting may start. */
    void onAnswered();

    /** The far end holds or resumes. While it holds there are no ticks. */
    void onHold(boolean held);

    /**
     * Somebody else is at the other end: another call has taken this one's place, with the same audio port and leg.
     *
     * @param now who that is; with the same id
     */
    default void onReplaced(CallInfo now) {}

    /** Over; nothing follows. Exactly once for every call. */
    void onEnded(Termination why);
}
