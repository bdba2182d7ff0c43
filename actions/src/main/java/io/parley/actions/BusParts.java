package io.parley.actions;

import io.vertx.core.Vertx;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What every operation of a bus shares.
 *
 * @param running operations under way, so that they can be ended with the bus; a concurrent set
 * @param nanos monotonic time
 * @param random from 0 (inclusive) to 1 (exclusive), for the back-off's jitter
 */
record BusParts(
        Vertx vertx,
        Store store,
        Wishes wishes,
        Set<Operation> running,
        ActionsCounters counters,
        ActionObserver observer,
        LongSupplier nanos,
        DoubleSupplier random) {

    static ActionsCounter counter(ActionResult result) {
        if (result instanceof ActionResult.Ok) {
            return ActionsCounter.OK;
        } else if (result instanceof ActionResult.Refused refused) {
            return refused.status() > 0 ? ActionsCounter.REFUSED : ActionsCounter.RULE_BROKEN;
        } else if (result instanceof ActionResult.Late) {
            return ActionsCounter.LATE;
        } else if (result instanceof ActionResult.Cancelled) {
            return ActionsCounter.CANCELLED;
        }
        return ActionsCounter.FAILED;
    }
}
