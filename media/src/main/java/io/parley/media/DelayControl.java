package io.parley.media;

/**
 * Decides, step by step, how delay beyond the target is taken back. Less than a frame: by moving the steps a millisecond
 * earlier or later now and then, which also follows the drift between the sender's clock and ours. A frame and more: in
 * near-silence at once; while somebody speaks after half a second, gently, or briskly when it is more than three frames.
 * Pure; media thread only.
 */
final class DelayControl {
    /** How long delay beyond the target is borne while somebody speaks. */
    static final int PATIENCE_STEPS = 25;

    private static final long FRAME = Audio.FRAME_NANOS;
    private static final long TOO_MUCH = 3 * FRAME;
    private static final long ABSURD = 20 * FRAME;

    private static final int DESPERATE_STEPS = 100;
    private static final int STEPS_BETWEEN_CUTS = 3;

    private static final long LATE_ENOUGH = 1_000_000;
    private static final long TOO_EARLY = -500_000;
    /** After a start the steps may move at once, later only every now and then, so that our own sending keeps time. */
    private static final int QUICK_STEPS = 60;

    private static final int STEPS_BETWEEN_SHIFTS = 4;

    enum Action {
        KEEP,
        /** Leave a whole frame of near-silence out. */
        LEAVE_OUT,
        /** Cut a pitch period out, if there is one. */
        CUT,
        /** Cut whatever comes. */
        CUT_ANYHOW,
        /** Drop everything that is older than the target. */
        DROP
    }

    private int sinceStart;
    private int sinceShift;
    private int above;
    private int phase;

    /** A stream begins. */
    void restart() {
        sinceStart = 0;
        sinceShift = 0;
        above = 0;
        phase = 0;
    }

    /** A step in which nothing was played that could be early or late. */
    void idle() {
        phase = 0;
    }

    /**
     * @param excess delay of this frame beyond the target, nanoseconds
     * @param quiet near-silence is about to be played
     */
    Action decide(long excess, boolean quiet) {
        shift(excess);
        above = excess > FRAME ? above + 1 : 0;
        if (excess > ABSURD) {
            return Action.DROP;
        }
        if (quiet && excess >= FRAME) {
            return Action.LEAVE_OUT;
        }
        if (above < PATIENCE_STEPS) {
            return Action.KEEP;
        }
        if (excess > TOO_MUCH) {
            return above > DESPERATE_STEPS ? Action.CUT_ANYHOW : Action.CUT;
        }
        return above % STEPS_BETWEEN_CUTS == 0 ? Action.CUT : Action.KEEP;
    }

    private void shift(long excess) {
        sinceStart++;
        sinceShift++;
        phase = 0;
        if (sinceShift < STEPS_BETWEEN_SHIFTS && sinceStart > QUICK_STEPS) {
            return;
        }
        if (excess > LATE_ENOUGH) {
            phase = -1;
        } else if (excess < TOO_EARLY) {
            phase = 1;
        }
        if (phase != 0) {
            sinceShift = 0;
        }
    }

    /** Milliseconds by which the next step should come earlier (-1) or later (1) than 20 ms after this one. */
    int phase() {
        return phase;
    }
}
