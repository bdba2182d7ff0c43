package io.parley.server;

import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.agent.CallRecord;

/**
 * Watches the calls of a server from within its process: everything, personal data included. Called on the calls'
 * contexts; must not block.
 */
public interface CallWatcher {
    CallWatcher NONE = new CallWatcher() {};

    default void event(CallInfo call, CallEvent event) {}

    /** A call is over. */
    default void ended(CallRecord record) {}
}
