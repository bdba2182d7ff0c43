package io.parley.server.simulate;

import io.parley.server.trial.TrialCall;
import org.jspecify.annotations.Nullable;

/**
 * A scene as it was played.
 *
 * @param failure what kept the caller from going through its steps, or the call from being judged; null where nothing did
 * @param wallSeconds how long it took
 */
public record Played(Scene scene, TrialCall call, @Nullable String failure, double wallSeconds) {
    /** How many times faster than real time it was. */
    public double speed() {
        return call.report().seconds() / Math.max(1e-3, wallSeconds);
    }
}
