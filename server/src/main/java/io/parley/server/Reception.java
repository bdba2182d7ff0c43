package io.parley.server;

import io.parley.agent.AgentRuntime;
import io.parley.agent.CallInfo;
import io.vertx.core.Future;
import java.util.Optional;

/** Knows who answers which call. Asked on the calls' contexts; must not block. */
public interface Reception {
    /**
     * Whose a call is.
     *
     * @param call not taken yet, its number from the far end: untrusted
     * @return the agent's id for records and metrics, one of a few; empty means 404
     */
    Optional<String> agentFor(CallInfo call);

    /**
     * Gets the agent ready while the call rings.
     *
     * @return completes on any thread; where it fails the caller gets a 500
     */
    Future<AgentRuntime> agent(CallInfo call);
}
