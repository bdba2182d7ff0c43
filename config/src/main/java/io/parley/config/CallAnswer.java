package io.parley.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an action's API answers in a scripted call. One that says nothing answers with the action's example.
 *
 * @param status HTTP status
 * @param after how long the answer takes
 * @param json the body: a tree of maps, lists, strings, numbers, booleans; null where it is not JSON
 * @param body the body as it is; null where it is JSON
 * @param reset the connection breaks in place of an answer
 */
public record CallAnswer(
        int status,
        Duration after,
        @Nullable Object json,
        @Nullable String body,
        boolean reset) {
    public static final int OK = 200;

    private static final Duration MAX_AFTER = Duration.ofMinutes(10);
    private static final int MAX_BODY = 10_000;

    /** How long an API takes that nothing is said of. */
    public static final Duration SOON = Duration.ofMillis(50);

    /** The action's example, soon. */
    public static final CallAnswer EXAMPLE = new CallAnswer(OK, SOON, null, null, false);

    public CallAnswer {
        json = json == null ? null : Frozen.tree(json);
        new Rules()
                .require(status >= 200 && status <= 599, "status", status, "a final HTTP status: 200 to 599")
                .require(
                        !after.isNegative() && after.compareTo(MAX_AFTER) <= 0,
                        "after",
                        Durations.format(after),
                        "at most " + Durations.format(MAX_AFTER))
                .require(json == null || body == null, "body", null, "json or body, not both")
                .require(
                        body == null || body.length() <= MAX_BODY,
                        "body",
                        body == null ? null : body.length() + " characters",
                        "at most " + MAX_BODY + " characters")
                .require(
                        !reset || status == OK && json == null && body == null,
                        "reset",
                        "true",
                        "no status, json or body with it: nothing is answered")
                .check();
    }
}
