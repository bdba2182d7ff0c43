package io.parley.agent;

import io.parley.media.Audio;

/**
 * Judges whether the engine of a call still serves it: by the exceptions that its code throws on the call's context, and by
 * how long nothing has come from its models, which report on every 32 ms of audio. Counts ticks, so that it pauses with the
 * audio. A pure state machine.
 */
final class Supervision {
    /** Nothing heard of the models for so long while the line is silent: the caller is told to wait. */
    static final int STUCK_MILLIS = 800;
    /** And again after this time. */
    static final int AGAIN_MILLIS = 4_000;
    /** Models of which nothing is heard for so long do not come back. */
    static final int GONE_MILLIS = 10_000;
    /** Exceptions that a call survives, unless {@link #CALM_MILLIS} pass in between. */
    static final int MOST_FAULTS = 2;

    static final int CALM_MILLIS = 10_000;

    enum Verdict {
        GO_ON,
        /** The caller should hear something. */
        COVER,
        /** The engine cannot go on with this call. */
        LEAVE
    }

    private int sinceReport;
    private int sinceCover = AGAIN_MILLIS;
    private int sinceFault = CALM_MILLIS;
    private int faults;
    /** There was a fault, and nothing has been said since. */
    private boolean replyLost;

    /** Something came from the models. */
    void report() {
        if (sinceReport >= STUCK_MILLIS) {
            sinceCover = AGAIN_MILLIS;
        }
        sinceReport = 0;
    }

    /**
     * One tick of audio.
     *
     * @param silent nothing was sent to the caller in it
     */
    Verdict tick(boolean silent) {
        sinceReport += Audio.FRAME_MILLIS;
        sinceFault = Math.min(CALM_MILLIS, sinceFault + Audio.FRAME_MILLIS);
        sinceCover = Math.min(AGAIN_MILLIS, sinceCover + Audio.FRAME_MILLIS);
        if (sinceReport >= GONE_MILLIS) {
            return Verdict.LEAVE;
        }
        if (!silent) {
            replyLost = false;
            return Verdict.GO_ON;
        }
        boolean dead = sinceReport >= STUCK_MILLIS || replyLost && sinceFault >= STUCK_MILLIS;
        if (!dead || sinceCover < AGAIN_MILLIS) {
            return Verdict.GO_ON;
        }
        sinceCover = 0;
        replyLost = false;
        return Verdict.COVER;
    }

    /**
     * The engine threw something.
     *
     * @param forGood it says itself that it cannot go on
     */
    Verdict fault(boolean forGood) {
        faults = sinceFault >= CALM_MILLIS ? 1 : faults + 1;
        sinceFault = 0;
        replyLost = true;
        return forGood || faults > MOST_FAULTS ? Verdict.LEAVE : Verdict.GO_ON;
    }
}
