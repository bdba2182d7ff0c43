package io.parley.actions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt ended, before the rules decide whether there is another. */
sealed interface AttemptOutcome {
    /** HTTP status, 0 where no answer came. */
    int status();

    /** Another attempt would end the same. */
    record Settled(int status, ActionResult result) implements AttemptOutcome {}

    /**
     * Another attempt may do better.
     *
     * @param reason our own words, without personal data
     * @param after how long the other side asked us to wait; null when it did not say
     * @param mayHaveActed false only where the other side surely did nothing
     */
    record MayPass(int status, String reason, @Nullable Duration after, boolean mayHaveActed)
            implements AttemptOutcome {}
}
