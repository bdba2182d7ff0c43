package io.parley.actions;

import java.util.Map;

/** What became of an action. */
public sealed interface ActionResult {
    /** Done; the values named in the action's {@code result}, free of control characters and capped in length. */
    record Ok(Map<String, String> values) implements ActionResult {
        public Ok {
            values = Map.copyOf(values);
        }
    }

    /**
     * The other side understood and said no (4xx): asking again will not help.
     *
     * @param status the 4xx status; 0 when the bus itself refused by its rules and nothing left
     * @param reason the other side's words where it gave any (untrusted, capped), else ours
     */
    record Refused(int status, String reason) implements ActionResult {}

    /**
     * It did not work: network, 5xx, rubbish in the answer, a missing result.
     *
     * @param retryable whether running the same wish again may help and cannot act twice
     * @param reason our own words, without personal data
     */
    record Failed(boolean retryable, String reason) implements ActionResult {}

    /** No answer within the deadline. */
    record Late() implements ActionResult {}

    /** Cancelled by us before it ended. */
    record Cancelled() implements ActionResult {}
}
