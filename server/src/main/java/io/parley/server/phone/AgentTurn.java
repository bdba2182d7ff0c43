package io.parley.server.phone;

/**
 * Whose turn it is, as a scripted caller hears it: fed with every frame received, in order. Pure; times are those at which
 * packets arrived, in nanoseconds.
 */
final class AgentTurn {
    private static final long NONE = Long.MIN_VALUE;
    /** Sound after a longer silence is another speech. */
    private static final long ANOTHER_SPEECH_NANOS = 1_000_000_000L;

    private final AgentSound sound = new AgentSound();
    /** The end of the caller's last move, or the moment of what the caller waited for. */
    private long since = NONE;
    /** The first sound of the speech that is heard, or was heard last, since then. */
    private long speech = NONE;
    /** The agent has yet to answer, for all that the caller knows. */
    private boolean owes = true;

    /** A frame while the caller has nothing to say. */
    void received(boolean heard, long nanos) {
        if (since == NONE) {
            since = nanos;
        }
        if (heard && (speech == NONE || nanos - sound.last() > ANOTHER_SPEECH_NANOS)) {
            speech = nanos;
        }
        sound.received(heard, nanos);
    }

    /** A frame while the caller is speaking. */
    void overheard(boolean heard, long nanos, boolean finished) {
        if (finished) {
            received(heard, nanos);
        } else {
            sound.received(heard, nanos);
        }
    }

    /** The caller makes a move: what the agent says from its end on is an answer to it. */
    void mayAnswer() {
        since = NONE;
        speech = NONE;
        owes = true;
    }

    /** The agent has done at this moment what the caller waited for. */
    void answeredAt(long nanos) {
        boolean before = speech != NONE && speech < nanos;
        since = Math.max(since, nanos);
        speech = before ? NONE : speech;
        owes = false;
    }

    /** How long the agent has been speaking; -1 where it is not. */
    long speaksSince(long nanos) {
        return speech != NONE && sound.speaking() ? nanos - speech : -1;
    }

    /** Whether the agent has answered and said everything, so that a caller would speak now. */
    boolean hasFinished(boolean moreToSay, long waitingSince, long nanos) {
        boolean quiet = !moreToSay && silence(nanos) >= CallerScript.TURN_GAP.toNanos();
        boolean ignored = nanos - waitingSince >= CallerScript.PATIENCE.toNanos();
        return quiet && (!owes || speech != NONE || ignored);
    }

    /** Whether a silence of the caller's would begin now: at once after a move, else when the agent has finished. */
    boolean isSilent(boolean moreToSay, long nanos) {
        return owes && speech == NONE || !moreToSay && silence(nanos) >= AgentSound.GAP_NANOS;
    }

    /** Whether a caller with nothing left to do would hang up. */
    boolean hasNothingToAdd(boolean moreToSay, long nanos) {
        return since != NONE && !moreToSay && silence(nanos) >= CallerScript.FAREWELL.toNanos();
    }

    private long silence(long nanos) {
        return nanos - (sound.heard() ? Math.max(sound.last(), since) : since);
    }
}
