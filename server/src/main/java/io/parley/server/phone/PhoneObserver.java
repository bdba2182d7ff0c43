package io.parley.server.phone;

/** Watches a call from the caller's side. Called on the call's context; must not block. Times are since the answer. */
public interface PhoneObserver {
    PhoneObserver NONE = new PhoneObserver() {};

    default void answered() {}

    default void callerSpeaks(long atMillis, CallerSpeech speech) {}

    default void callerSilent(long atMillis) {}

    default void dialled(long atMillis, String digits) {}

    default void agentSpeaks(long atMillis) {}

    default void agentSilent(long atMillis) {}

    /** The answer to what the caller has said last begins. */
    default void earToEar(long atMillis, double millis) {}

    /** The agent has fallen silent because it was interrupted. */
    default void bargeIn(long atMillis, double millis) {}
}
