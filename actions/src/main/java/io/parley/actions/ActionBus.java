package io.parley.actions;

import io.vertx.core.Future;

/** Runs actions off the audio path and gives typed results. Never fails its future. */
public interface ActionBus {
    Invocation run(ActionRequest request);

    /** A running action. */
    interface Invocation {
        Future<ActionResult> result();

        /** Gives up; the result becomes {@link ActionResult.Cancelled} unless it is already there. */
        void cancel();
    }
}
