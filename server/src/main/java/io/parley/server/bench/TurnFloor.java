package io.parley.server.bench;

import io.parley.server.bench.RecordedTurn.Interruption;

/**
 * What the agent did when somebody spoke, coughed or made a noise into its speech. Pure.
 *
 * @param yielded it gave up the floor for good
 * @param paused it fell silent for a moment and went on
 * @param silentMillis from the caller's first sound to the agent's last; NaN where it did not fall silent
 */
public record TurnFloor(boolean yielded, boolean paused, double silentMillis) {
    boolean right(Interruption asked) {
        return yielded == asked.yields();
    }
}
