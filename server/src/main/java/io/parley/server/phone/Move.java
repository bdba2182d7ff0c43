package io.parley.server.phone;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One thing that a scripted caller does. */
public sealed interface Move {
    /**
     * Speaks.
     *
     * @param into how long into the agent's speech it starts: an interruption; null waits until the agent is silent
     */
    record Play(CallerSpeech speech, @Nullable Duration into) implements Move {}

    /** Dials, when the agent is silent. */
    record Dial(String digits) implements Move {}

    /** From now on there is noise on the caller's line; null for none. */
    record Noise(@Nullable LineNoise noise) implements Move {}

    /** Hangs up. */
    record HangUp() implements Move {}
}
