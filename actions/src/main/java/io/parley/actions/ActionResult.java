package io.parley.actions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of an action. */
public sealed interface ActionResult {
    /**
     * Done; what the action's {@code result} names, free of control characters and capped in length.
     *
     * @param values by name
     * @param lists by name, each a list of rows in the answer's order, a row being values by name
     * @param sequel what else follows in the call
     */
    record Ok(Map<String, String> values, Map<String, List<Map<String, String>>> lists, Sequel sequel)
            implements ActionResult {
        public Ok {
            values = Map.copyOf(values);
            lists = Map.copyOf(lists);
        }

        public Ok(Map<String, String> values, Map<String, List<Map<String, String>>> lists) {
            this(values, lists, Sequel.NONE);
        }

        public Ok(Map<String, String> values) {
            this(values, Map.of());
        }
    }

    /**
     * What follows in the call when the result is told.
     *
     * @param say sentences, untrusted and free of control characters, in their order before the task's own
     * @param transfer where the caller is put through then, by its name in the agent's file; null for nowhere
     * @param end whether the call is ended then, with a goodbye
     */
    record Sequel(List<String> say, @Nullable String transfer, boolean end) {
        public static final Sequel NONE = new Sequel(List.of(), null, false);

        public Sequel {
            say = List.copyOf(say);
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
