package io.parley.agent.turn;

import io.parley.agent.ear.Search.Result;
import io.parley.agent.grammar.Meaning;

/**
 * How long a pause ends a turn, by what was said and what was asked. All in milliseconds of silence as the voice activity
 * detector sees it, which is some 80 ms after the caller's last sound.
 */
public final class Patience {
    /** One short answer was asked for and has been given surely. */
    static final int CLOSED = 160;
    /** A whole request that could still go on ("… with milk"). */
    static final int OPEN = 224;
    /** A number whose length is not known beforehand. */
    static final int NUMBER = 352;
    /** Understood, but not surely: more sound may help. */
    static final int UNSURE = 480;
    /** Something is missing: a value, digits, the rest of a phrase. */
    static final int INCOMPLETE = 800;
    /** Nothing understood. */
    static final int NOTHING = 900;

    /** Below this the ear is not sure. */
    private static final float SURE = 0.7f;
    /** An open path this much likelier (natural log) than any that may end: the caller is in the middle of something. */
    private static final float IN_THE_MIDDLE = 4;

    private Patience() {}

    /**
     * @param meaning what was understood
     * @param enough the meaning leaves nothing open that the dialogue needs
     * @param closed one short answer was expected
     * @param openEnded the value may go on: amounts, dates, times
     */
    public static int millis(Meaning meaning, Result result, boolean enough, boolean closed, boolean openEnded) {
        if (!meaning.complete() || result.open() - result.score() > IN_THE_MIDDLE || !enough) {
            return INCOMPLETE;
        }
        if (meaning.weakest() < SURE) {
            return UNSURE;
        }
        if (openEnded) {
            return NUMBER;
        }
        return closed ? CLOSED : OPEN;
    }
}
