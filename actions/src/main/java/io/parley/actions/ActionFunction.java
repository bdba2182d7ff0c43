package io.parley.actions;

import java.util.Map;

/** An action that is Java: what the program that embeds Parley does for a caller. */
@FunctionalInterface
public interface ActionFunction {
    /**
     * Does it. Called on a thread of the bus that may block, at most {@link FunctionKind#MAX_RUNNING} times at once. The
     * thread is interrupted when nobody waits any more: when what only reads has missed its deadline, when the caller has
     * interrupted an action that says so, and 30 s after a write has missed its deadline.
     *
     * @return the results by name: strings, numbers, booleans, and for lists a {@link java.util.List} of maps of these.
     *     What the action names must be there; what it does not name is left out
     * @throws ActionFailure to refuse, or to be tried again
     * @throws Exception whatever else goes wrong: {@link java.io.IOException}, {@link java.io.UncheckedIOException},
     *     {@link java.util.concurrent.TimeoutException} and {@link java.sql.SQLTransientException} may pass and are tried
     *     again by the action's rules, everything else is final
     */
    Map<String, ?> run(ActionCall call) throws Exception;
}
