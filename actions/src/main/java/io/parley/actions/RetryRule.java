package io.parley.actions;

import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.config.ActionSpec.Risk;
import java.time.Duration;

/** Whether another attempt follows one that may pass. Pure. */
final class RetryRule {
    private RetryRule() {}

    sealed interface Next {}

    /** Try again after a wait. */
    record Again(Duration in) implements Next {}

    /** Tell the caller now. */
    record Stop(ActionResult.Failed result) implements Next {}

    /**
     * Reads and writes are tried again, a write with its idempotency key; what cannot be undone is tried once. A wait
     * that would not end before the deadline is not begun: the caller hears of the failure at once.
     *
     * @param backoff the wait unless the other side asked for one
     * @param left until the deadline
     */
    static Next next(Risk risk, int retriesLeft, MayPass outcome, Duration backoff, Duration left) {
        if (risk == Risk.IRREVERSIBLE) {
            return new Stop(new ActionResult.Failed(!outcome.mayHaveActed(), outcome.reason()));
        }
        Duration wait = outcome.after() == null ? backoff : outcome.after();
        if (retriesLeft <= 0 || wait.compareTo(left) >= 0) {
            return new Stop(new ActionResult.Failed(true, outcome.reason()));
        }
        return new Again(wait);
    }
}
