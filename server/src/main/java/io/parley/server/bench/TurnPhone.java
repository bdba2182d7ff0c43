package io.parley.server.bench;

import io.parley.server.phone.Caller;
import io.parley.server.trial.TrialCall;

/** What a recorded turn is said into: phones the turn's agent, and is done when the call is over. One call at a time. */
public interface TurnPhone {
    TrialCall call(RecordedTurn turn, Caller caller);
}
