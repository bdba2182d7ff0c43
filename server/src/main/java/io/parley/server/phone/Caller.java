package io.parley.server.phone;

import io.parley.agent.CallEvent;
import org.jspecify.annotations.Nullable;

/** Who is at the telephone: decides what to do next, and when. Called on the call's context. */
public interface Caller {
    /**
     * A frame was received while the caller had nothing to say. To be called for those frames only.
     *
     * @return the move to make now, or null
     */
    @Nullable
    Move received(boolean sound, long arrivalNanos);

    /**
     * A frame was received while the caller was making a move.
     *
     * @param finished the caller's speech is over and only the recording's end is still being played
     */
    void overheard(boolean sound, long arrivalNanos, boolean finished);

    /** Whether nothing is left to do and the agent has had its say. */
    boolean over(long now);

    /**
     * What the agent thinks and does, for callers in the same process. On any thread.
     *
     * @param nanos when, on the clock of the arrivals
     */
    default void told(CallEvent event, long nanos) {}
}
