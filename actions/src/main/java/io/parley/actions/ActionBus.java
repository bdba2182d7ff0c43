package io.parley.actions;

import io.vertx.core.Future;

/**
 * Runs actions off the audio path and gives typed results. Never fails its future.
 *
 * <p>The bus says nothing to the caller. While a result is not there the agent fills the wait: it speaks the action's
 * {@code waiting} sentence once 700 ms have passed.
 */
public interface ActionBus {
    /**
     * Starts an action, or answers from memory where the same wish has been carried out. Called on any thread; returns
     * at once; the result completes on the Vert.x context of the caller.
     */
    Invocation run(ActionRequest request);

    /** A running action. */
    interface Invocation {
        Future<ActionResult> result();

        /**
         * Gives up and closes the connection; the result becomes {@link ActionResult.Cancelled} unless it is already
         * there. An action that is already late is not touched: its answer is still wanted for the record.
         */
        void cancel();
    }
}
