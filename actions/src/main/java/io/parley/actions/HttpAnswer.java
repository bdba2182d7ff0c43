package io.parley.actions;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose head and body are here.
 *
 * @param retryAfter the field's text, or null
 * @param date the field's text, or null
 * @param location the field's text, or null
 * @param fields of the others those of {@link #KEPT} that are there; names in lower case
 */
record HttpAnswer(
        int status,
        @Nullable String retryAfter,
        @Nullable String date,
        @Nullable String location,
        Buffer body,
        Map<String, String> fields) {
    /** What is kept of an answer's other header fields. */
    static final List<String> KEPT = List.of("content-type", "link", "mcp-session-id");

    private static final int TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    HttpAnswer {
        fields = Map.copyOf(fields);
    }

    HttpAnswer(int status, @Nullable String retryAfter, @Nullable String date, @Nullable String location, Buffer body) {
        this(status, retryAfter, date, location, body, Map.of());
    }

    /** What the status and the body mean for the action. */
    AttemptOutcome outcome(ResultPaths results) {
        if (status >= 200 && status < 300) {
            return new AttemptOutcome.Settled(status, results.take(body.getBytes()));
        }
        if (status == TOO_EARLY || status == TOO_MANY) {
            return mayPass(false);
        }
        if (status == TIMEOUT || (status >= 500 && status < 600)) {
            return mayPass(true);
        }
        if (status >= 400 && status < 500) {
            return new AttemptOutcome.Settled(
                    status, new ActionResult.Refused(status, RefusalReason.of(status, body.getBytes())));
        }
        return AttemptOutcome.Settled.failed(status, "HTTP " + status);
    }

    private AttemptOutcome mayPass(boolean mayHaveActed) {
        return new AttemptOutcome.MayPass(status, "HTTP " + status, RetryAfter.parse(retryAfter, date), mayHaveActed);
    }
}
