package io.parley.actions;

import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.AttemptOutcome.Settled;

/** A message that did not reach a server, or may not have; carries what that means for the action. */
final class McpTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AttemptOutcome outcome;

    private McpTrouble(String reason, AttemptOutcome outcome) {
        super(reason, null, false, false);
        this.outcome = outcome;
    }

    /** @param reason our own words, without personal data */
    static McpTrouble nothingLeft(String reason) {
        return new McpTrouble(reason, new MayPass(0, reason, null, false));
    }

    /** @param reason our own words, without personal data */
    static McpTrouble mayHaveActed(String reason) {
        return new McpTrouble(reason, new MayPass(0, reason, null, true));
    }

    /** @param reason our own words, without personal data */
    static McpTrouble failed(int status, String reason) {
        return new McpTrouble(reason, Settled.failed(status, reason));
    }

    static McpTrouble of(String reason, AttemptOutcome outcome) {
        return new McpTrouble(reason, outcome);
    }

    AttemptOutcome outcome() {
        return outcome;
    }
}
