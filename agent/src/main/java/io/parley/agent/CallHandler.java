package io.parley.agent;

/** What the gateway asks for an incoming call. */
public interface CallHandler {
    /**
     * Decides on an INVITE, on the call's context, before anything but 100 has been answered. Must not block.
     *
     * @return the SIP status to refuse with (404 for an unknown number, 503 when full), or 0 to take the call
     */
    int admit(CallInfo call);

    /** Takes over an admitted call that is ringing; calls {@link CallLeg#listen} and then {@link CallLeg#answer}. */
    void onCall(CallLeg leg);
}
