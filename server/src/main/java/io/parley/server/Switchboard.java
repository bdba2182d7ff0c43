package io.parley.server;

import io.parley.agent.AgentRuntime;
import io.parley.agent.CallLeg;
import io.parley.config.TransferSpec;
import io.parley.sip.MediaLeg;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** What an attended transfer takes of the server. On the caller's context. */
interface Switchboard {
    /**
     * Calls whoever is to take a call over, on the same context.
     *
     * @param headers of the INVITE besides, by name
     * @param prepare gets the leg before the INVITE leaves
     */
    Future<CallLeg> call(MediaLeg about, TransferSpec to, Map<String, String> headers, Consumer<CallLeg> prepare);

    /**
     * Has a call of ours conversed on.
     *
     * @param carried the leg that carries it
     * @param leg what the conversation gets
     */
    void converse(CallLeg carried, CallLeg leg, AgentRuntime agent);

    /** Runs a job later, on the context of the call. */
    Timer after(Duration delay, CallLeg call, Runnable job);

    /** Something that will happen unless it is cancelled. */
    interface Timer {
        void cancel();
    }
}
