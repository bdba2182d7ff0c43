package io.parley.actions;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What every operation of a bus shares.
 *
 * @param contexts gives the context of the caller, which runs one job at a time and in order
 * @param running operations under way, so that they can be ended with the bus; a concurrent set
 * @param random from 0 (inclusive) to 1 (exclusive), for the back-off's jitter
 */
record BusParts(
        Timers timers,
        Supplier<Executor> contexts,
        Store store,
        Wishes wishes,
        Set<Operation> running,
        ActionsCounters counters,
        ActionObserver observer,
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
