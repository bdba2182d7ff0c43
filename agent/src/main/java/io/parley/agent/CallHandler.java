package io.parley.agent;

import org.jspecify.annotations.Nullable;

/** What the gateway asks for an incoming call. */
public interface CallHandler {
    /**
     * Decides on an INVITE, on the call's context, before anything but 100 has been answered. Must not block.
     *
     * @return the SIP status to refuse with (404 for an unknown number, 503 when full), or 0 to take the call
     */
    int admit(CallInfo call);

    /** Id of the agent that has a call; null where none has. Any thread. */
    default @Nullable String agentOf(CallInfo call) {
        return null;
    }

    /** Takes over an admitted call that is ringing; calls {@link CallLeg#listen} and then {@link CallLeg#answer}. */
    void onCall(CallLeg leg);
}
