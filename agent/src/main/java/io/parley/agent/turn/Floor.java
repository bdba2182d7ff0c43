package io.parley.agent.turn;

/**
 * What the agent is doing with its voice.
 *
 * @param speaking it has something to say that is not finished, held or not
 * @param sentMillis how much of the reply under way has reached the wire
 */
public record Floor(boolean speaking, int sentMillis) {
    public static final Floor SILENT = new Floor(false, 0);
}
