package io.parley.agent.ear;

import org.jspecify.annotations.Nullable;

/**
 * What the ear reports to the conversation after each window of voice activity (32 ms). Times are audio time since the
 * start of the call, in milliseconds.
 *
 * @param atMillis end of the window
 * @param probability of speech in the window
 * @param utterance number of the utterance, rising; 0 before the first
 * @param inUtterance an utterance is under way or in a pause
 * @param onsetMillis when it began
 * @param speechMillis from its onset to its last speech
 * @param silenceMillis since its last speech
 * @param result what was understood if it ends here; null while there is no pause
 * @param loopScore score of the best string of any phones over the same frames
 */
public record Heard(
        int atMillis,
        float probability,
        int utterance,
        boolean inUtterance,
        int onsetMillis,
        int speechMillis,
        int silenceMillis,
        Search.@Nullable Result result,
        float loopScore) {

    /**
     * How much worse the grammar explains the utterance than arbitrary phones do, in natural log a frame of speech: well
     * below 0 for speech the agent expects, around 0 and above for anything else.
     */
    public float misfit() {
        return result == null ? 0 : misfit(result.score());
    }

    /** The same for the score of some other path over the same frames. */
    public float misfit(float score) {
        return (loopScore - score) / Math.max(1, speechMillis / EarModel.ROW_MILLIS);
    }
}
