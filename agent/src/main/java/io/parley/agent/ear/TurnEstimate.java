package io.parley.agent.ear;

import org.jspecify.annotations.Nullable;

/**
 * What TURN makes of the sound so far (models/ear-en, output {@code turn}), as shares of 1.
 *
 * @param over the caller's turn has ended, where there was one; what it says while nobody has spoken means nothing
 * @param quiet nothing has sounded for 600 ms
 * @param caller the last sound was the caller's, who has or wants the floor
 * @param listening it was a sound of listening: "mm-hm", "right"
 * @param other it was no speech to the agent: a cough, a noise, somebody else, the agent's own voice
 */
public record TurnEstimate(float over, float quiet, float caller, float listening, float other) {
    /** Floats of one in the graph's output, in the order of the components. */
    static final int FLOATS = 5;

    /** Null where the graph has told nothing: a row of zeros. */
    static @Nullable TurnEstimate at(float[] row, int offset) {
        if (row[offset + 1] + row[offset + 2] + row[offset + 3] + row[offset + 4] == 0) {
            return null;
        }
        return new TurnEstimate(row[offset], row[offset + 1], row[offset + 2], row[offset + 3], row[offset + 4]);
    }
}
