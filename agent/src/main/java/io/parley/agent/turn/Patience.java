package io.parley.agent.turn;

import io.parley.agent.ear.Heard;
import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.TurnEstimate;
import io.parley.agent.grammar.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * How long a pause ends a turn, by what was said and what was asked. All in milliseconds of silence as the voice activity
 * detector sees it, which is some 80 ms after the caller's last sound.
 */
public final class Patience {
    /** One short answer was asked for and has been given surely. */
    static final int CLOSED = 160;
    /** A whole request to which nothing is usually added. */
    static final int WHOLE = 192;
    /** A whole request that could still go on ("… with milk"). */
    static final int OPEN = 224;
    /** A number whose length is not known beforehand. */
    static final int NUMBER = 352;
    /** Understood, but not surely: more sound may help. */
    static final int UNSURE = 480;
    /** In the middle of digits or letters: people say them in groups, and read them off a card. */
    static final int INSIDE = 1_100;
    /** Something is missing: a value, the rest of a phrase. */
    static final int INCOMPLETE = 800;
    /** Free text: people think, and go on. */
    public static final int TEXT = 900;
    /** "Cancel" in place of a text, unless it is how the text begins. */
    public static final int COMMAND_FOR_TEXT = 480;
    /** Not understood so far: whoever may know better is asked. */
    public static final int UNCLEAR = 320;
    /** Nothing understood. */
    static final int NOTHING = 900;
    /** Nothing understood yet, but it sounds like the beginning of something: "can I get a …". */
    static final int BEGUN = 1_800;

    /** Said as if it went on, whatever it means. */
    static final int THOUGHT = 1_200;
    /** Said more as if it went on than as if that was all. */
    static final int THINKING = 800;
    /** Said as if that was all, but not clearly so. */
    static final int DOUBT = 400;

    /** Shares of TURN's "over" from which on these no longer hold. */
    static final float GOES_ON = 0.1f;

    static final float UNDECIDED = 0.5f;
    static final float DOUBTFUL = 0.7f;
    /** Share from which a turn has surely ended. */
    static final float ENDED = 0.9f;

    /** Below this the ear is not sure. */
    private static final float SURE = 0.7f;
    /** An open path this much likelier (natural log) than any that may end: the caller is in the middle of something. */
    private static final float IN_THE_MIDDLE = 4;

    /** Misfit of an open path below which it explains what was said. */
    private static final float LIKE_SPEECH_EXPECTED = -0.1f;

    private Patience() {}

    /**
     * @param meaning what was understood
     * @param enough the meaning leaves nothing open that the dialogue needs
     * @param closed one short answer was expected
     * @param openEnded the value may go on: amounts, dates, times
     * @param more callers often add something to such a request
     */
    public static int millis(
            Meaning meaning, Result result, boolean enough, boolean closed, boolean openEnded, boolean more) {
        if (meaning.partial() && !meaning.complete()) {
            return INSIDE;
        }
        if (!meaning.complete() || result.open() - result.score() > IN_THE_MIDDLE || !enough) {
            return INCOMPLETE;
        }
        if (meaning.weakest() < SURE) {
            return UNSURE;
        }
        if (openEnded) {
            return NUMBER;
        }
        if (closed) {
            return CLOSED;
        }
        return more ? OPEN : WHOLE;
    }

    /**
     * The same by how it was said: whoever sounds as if they went on is waited for, and whoever sounds as if that was all is
     * not kept waiting for what might have come. One short answer that was asked for is an end however it was said: lone
     * words sound unfinished.
     *
     * @param turn null where TURN says nothing
     */
    public static int bySound(int byMeaning, @Nullable TurnEstimate turn) {
        if (turn == null || byMeaning == CLOSED) {
            return byMeaning;
        }
        if (turn.over() >= ENDED) {
            return byMeaning <= NUMBER ? Math.min(byMeaning, CLOSED) : byMeaning;
        }
        if (turn.over() >= (byMeaning == WHOLE ? UNDECIDED : DOUBTFUL)) {
            return byMeaning;
        }
        int atLeast = turn.over() < GOES_ON ? THOUGHT : turn.over() < UNDECIDED ? THINKING : DOUBT;
        return Math.max(byMeaning, atLeast);
    }

    /** The same while nothing has been understood. */
    static int untilRejection(Heard heard) {
        Result result = heard.result();
        boolean begun = result != null
                && result.open() - result.score() > IN_THE_MIDDLE
                && heard.misfit(result.open()) < LIKE_SPEECH_EXPECTED;
        boolean goesOn = heard.turn() != null && heard.turn().over() < GOES_ON;
        return begun ? BEGUN : goesOn ? THOUGHT : NOTHING;
    }
}
