package io.parley.actions;

import java.util.List;
import java.util.Map;

/** What became of an action. */
public sealed interface ActionResult {
    /**
     * Done; what the action's {@code result} names, free of control characters and capped in length.
     *
     * @param values by name
     * @param lists by name, each a list of rows in the answer's order, a row being values by name
     */
    record Ok(Map<String, String> values, Map<String, List<Map<String, String>>> lists) implements ActionResult {
        public Ok {
            values = Map.copyOf(values);
            lists = Map.copyOf(lists);
        }

        public Ok(Map<String, String> values) {
            this(values, Map.of());
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
