package io.parley.server.simulate;

import io.parley.config.AgentSpec;
import io.parley.media.SteppedLine;
import io.parley.server.phone.Caller;
import io.parley.server.trial.TrialCall;

/** Phones agents in virtual time, one call at a time, on the thread that asks. */
public interface VirtualPhone {
    /**
     * Calls, and goes through the call to its end. The business answers with the actions' examples.
     *
     * @param name of the call
     * @param line between caller and agent, of this call only
     */
    TrialCall call(AgentSpec agent, String name, Caller caller, SteppedLine line);
}
