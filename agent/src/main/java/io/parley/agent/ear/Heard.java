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
 * @param dictated what has become of taking it down in words
 * @param turn what TURN makes of it: in the first 320 ms of a pause up to now, else of 150 ms ago; null where it tells nothing
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
        float loopScore,
        Dictated dictated,
        @Nullable TurnEstimate turn) {

    /** What nobody takes down, and of which TURN says nothing. */
    public Heard(
            int atMillis,
            float probability,
            int utterance,
            boolean inUtterance,
            int onsetMillis,
            int speechMillis,
            int silenceMillis,
            Search.@Nullable Result result,
            float loopScore) {
        this(
                atMillis,
                probability,
                utterance,
                inUtterance,
                onsetMillis,
                speechMillis,
                silenceMillis,
                result,
                loopScore,
                Dictated.NOT,
                null);
    }

    /** The same with what has become of taking it down. */
    public Heard with(Dictated written) {
        return with(written, result, loopScore);
    }

    /** The same read by what was written, in place of what was heard. */
    public Heard with(Dictated written, SoundSearch.Read read) {
        // A phone has its own number of frames there; scores are compared by frames of speech.
        float stretch = (float) speechFrames() / Math.max(1, read.result().frames());
        return with(written, read.result().stretched(stretch), read.loop() * stretch);
    }

    private Heard with(Dictated written, Search.@Nullable Result read, float loop) {
        return new Heard(
                atMillis,
                probability,
                utterance,
                inUtterance,
                onsetMillis,
                speechMillis,
                silenceMillis,
                read,
                loop,
                written,
                turn);
    }

    /** Words are still on their way: what was said is not known yet. */
    public boolean pending() {
        return dictated instanceof Dictated.Pending;
    }

    /** Somebody takes it down, and sees to it that it ends. */
    public boolean written() {
        return pending() || dictated instanceof Dictated.Written;
    }

    /** As much has been said as may be: the turn ends though the caller goes on. */
    public boolean full() {
        return dictated instanceof Dictated.Written written && written.full();
    }

    /**
     * How much worse the grammar explains the utterance than arbitrary phones do, in natural log a frame of speech: well
     * below 0 for speech the agent expects, around 0 and above for anything else.
     */
    public float misfit() {
        return result == null ? 0 : misfit(result.score());
    }

    /** The same for the score of some other path over the same frames. */
    public float misfit(float score) {
        return (loopScore - score) / speechFrames();
    }

    /** Frames of speech, at least one. */
    public int speechFrames() {
        return Math.max(1, speechMillis / EarModel.ROW_MILLIS);
    }
}
