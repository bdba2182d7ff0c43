package io.parley.agent;

/** Watches the conversations of a server. Called on the calls' contexts; must not block. */
public interface CallObserver {
    CallObserver NONE = new CallObserver() {};

    default void event(CallEvent event) {}

    /** From the caller's last speech, as received, to the first frame of the reply, as sent. */
    default void earToEar(double millis) {}

    /** From the onset of speech over the agent's own, as received, to the agent's silence, as sent. */
    default void bargeInStop(double millis) {}
}
