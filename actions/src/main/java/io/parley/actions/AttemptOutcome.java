package io.parley.actions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt ended, before the rules decide whether there is another. */
sealed interface AttemptOutcome {
    /** HTTP status, 0 where no answer came. */
    int status();

    /** Another attempt would end the same. */
    record Settled(int status, ActionResult result) implements AttemptOutcome {
        /** @param reason our own words, without personal data */
        static Settled failed(int status, String reason) {
            return new Settled(status, new ActionResult.Failed(false, reason));
        }
    }

    /**
     * Another attempt may do better.
     *
     * @param reason our own words, without personal data
     * @param after how long the other side asked us to wait; null when it did not say
     * @param mayHaveActed false only where the other side surely did nothing
     */
    record MayPass(int status, String reason, @Nullable Duration after, boolean mayHaveActed)
            implements AttemptOutcome {}

    /**
     * What it means that no answer was had over the network.
     *
     * @param left an earlier request of the same attempt has
     */
    static AttemptOutcome without(HttpWire.Result result, boolean left) {
        if (result instanceof HttpWire.TooLarge large) {
            return Settled.failed(large.status(), "the answer is larger than " + HttpAttempt.MAX_BODY_BYTES + " bytes");
        } else if (result instanceof HttpWire.NotConnected none) {
            return none.mayPass() ? new MayPass(0, none.reason(), null, left) : Settled.failed(0, none.reason());
        }
        return new MayPass(0, "the connection broke before the answer's end", null, true);
    }
}
