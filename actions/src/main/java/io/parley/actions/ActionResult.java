package io.parley.actions;

import java.util.Map;

/** What became of an action. */
public sealed interface ActionResult {
    /** Done; the values named in the action's {@code result}. */
    record Ok(Map<String, String> values) implements ActionResult {}

    /** The other side understood and said no (4xx): asking again will not help. */
    record Refused(int status, String reason) implements ActionResult {}

    /** It did not work: network, 5xx, rubbish in the answer, a missing result. */
    record Failed(boolean retryable, String reason) implements ActionResult {}

    /** No answer within the deadline. */
    record Late() implements ActionResult {}

    /** Cancelled by us before it ended. */
    record Cancelled() implements ActionResult {}
}
