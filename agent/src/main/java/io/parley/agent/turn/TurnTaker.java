package io.parley.agent.turn;

import io.parley.agent.ear.EarSlot;
import io.parley.agent.ear.Heard;
import io.parley.agent.grammar.Meaning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turn taking as a pure state machine, fed after every window of voice activity (32 ms). Listening never stops; the end
 * of a turn is guessed early, committed by {@link Patience}, and taken back while the reply has hardly been heard.
 * Confined to one thread at a time.
 */
public final class TurnTaker {
    /** A reply of which less than this has been sent can be withdrawn. */
    static final int RETRACTABLE_MILLIS = 300;
    /** The caller's silence after which a turn is over even if its reply is not ready. */
    static final int SETTLED_MILLIS = 2_000;
    /** The same where no reply is on its way. */
    static final int SETTLED_SILENT_MILLIS = 700;
    /** Speech over the agent's own that makes it fall silent, unless TURN takes it for none; clicks are shorter. */
    static final int HOLD_MILLIS = 128;
    /** Speech over the agent's own that takes the floor though nobody understands it; what is shorter is said again. */
    static final int YIELD_MILLIS = 608;
    /** The same where TURN has no doubt that somebody wants the floor: "stop" is no longer. */
    static final int BRIEFLY_YIELD_MILLIS = 352;
    /** Takes the floor while it goes on, unless TURN takes it for no speech or for a sound of listening. */
    static final int SURELY_YIELD_MILLIS = 992;
    /** Silence after which an interruption is judged. */
    static final int JUDGE_MILLIS = 128;
    /** Shorter speech without a meaning was a noise; a clipped "six" is hardly longer, and must be asked for again. */
    static final int NOISE_MILLIS = 192;

    /** So surely TURN must take a sound over the agent's voice for no speech to it. */
    static final float FOREIGN = 0.7f;
    /** So surely must it take one for a sound of listening, so that what the grammar makes of it does not count. */
    static final float LISTENING = 0.5f;
    /** So sure TURN is of somebody who wants the floor when it has no doubt. */
    static final float SURELY_CALLER = 0.95f;
    /** A command as sure as this is one, however it sounds. */
    static final float SURE_COMMAND = 0.9f;
    /** "Oh okay, I see": no sound of listening that TURN tells from a turn is longer. */
    static final int LONGEST_LISTENING_MILLIS = 1_504;
    /** As {@link #FOREIGN} where the agent is silent: who is not answered at all is worse off than who is asked again. */
    static final float SURELY_FOREIGN = 0.9f;
    /** A pause is judged by what TURN makes of its beginning: later, all is quiet. */
    static final int FRESH_MILLIS = 320;

    /** The longest turn: what goes on for longer is a radio. */
    static final int LONGEST_MILLIS = 25_000;

    private enum Mode {
        /** Nobody but perhaps the agent speaks. */
        LISTENING,
        /** The caller has the floor. */
        CALLER,
        /** A reply has been committed, and could be withdrawn. */
        COMMITTED,
        /** The caller has begun to speak while the agent speaks: ducked. */
        OVERLAP,
        /** The agent has fallen silent to find out what the interruption is. */
        HELD
    }

    private Mode mode = Mode.LISTENING;
    private @Nullable Meaning speculated;
    private int committedSpeech;
    /** At the beginning of the pause TURN was sure that what had sounded was no speech to the agent. */
    private boolean soundedForeign;
    /** The caller has interrupted, and is owed an answer whatever it was. */
    private boolean interrupted;

    private final List<Decision> decisions = new ArrayList<>();

    /** What the dialogue makes of a result: its meaning, and how long a pause ends it. Null where it means nothing. */
    public record Reading(Meaning meaning, int patienceMillis) {}

    /**
     * @param reading of the report's result, null where there is none or it means nothing
     * @return what is to happen, in order
     */
    public List<Decision> on(Heard heard, @Nullable Reading reading, Floor floor) {
        decisions.clear();
        if (!heard.inUtterance()) {
            vanished();
            return List.copyOf(decisions);
        }
        switch (mode) {
            case LISTENING -> begin(heard, reading, floor);
            case CALLER -> caller(heard, reading);
            case COMMITTED -> committed(heard, floor);
            case OVERLAP -> overlap(heard, reading, floor);
            case HELD -> held(heard, reading);
        }
        return List.copyOf(decisions);
    }

    /**
     * The utterance under way has turned out to be the agent's own voice that comes back. One that has taken the floor
     * keeps it.
     *
     * @return what is to happen, in order: whatever it made the agent do ends
     */
    public List<Decision> ownVoice() {
        decisions.clear();
        if (callerActive() && !interrupted) {
            vanished();
            decisions.add(new Decision.Ignore());
        }
        return List.copyOf(decisions);
    }

    /** Forgets the utterance under way: it has been dealt with otherwise, or the line was held. */
    public void reset() {
        mode = Mode.LISTENING;
        speculated = null;
    }

    /** Whether the caller has the floor or is trying to take it. */
    public boolean callerActive() {
        return mode == Mode.CALLER || mode == Mode.OVERLAP || mode == Mode.HELD;
    }

    /** The utterance has been dealt with otherwise: what it made the agent do ends with it. */
    private void vanished() {
        if (mode == Mode.OVERLAP) {
            decisions.add(new Decision.Restore());
        } else if (mode == Mode.HELD) {
            decisions.add(new Decision.GoOn());
        } else if (mode == Mode.COMMITTED) {
            decisions.add(new Decision.Settle());
        }
        mode = Mode.LISTENING;
    }

    private void begin(Heard heard, @Nullable Reading reading, Floor floor) {
        speculated = null;
        interrupted = false;
        if (floor.speaking() && foreign(heard, FOREIGN)) {
            passBy(heard, reading);
        } else if (floor.speaking()) {
            mode = Mode.OVERLAP;
            decisions.add(new Decision.Duck());
        } else {
            mode = Mode.CALLER;
            caller(heard, reading);
        }
    }

    /** A noise through which the agent speaks on as it was. It is searched all the same: it could be somebody after all. */
    private void passBy(Heard heard, @Nullable Reading reading) {
        if (heard.silenceMillis() < JUDGE_MILLIS || heard.pending()) {
            return;
        }
        if (interrupts(heard, reading)) {
            take(heard, reading);
        } else {
            decisions.add(new Decision.Ignore());
        }
    }

    private void caller(Heard heard, @Nullable Reading reading) {
        if (heard.silenceMillis() <= FRESH_MILLIS) {
            soundedForeign = foreign(heard, SURELY_FOREIGN);
        }
        if (heard.full() || heard.speechMillis() >= LONGEST_MILLIS && !heard.written()) {
            mode = Mode.LISTENING;
            if (reading == null) {
                decisions.add(new Decision.Reject());
            } else {
                // Whether or not the caller goes on: what comes now is another turn.
                decisions.add(new Decision.Commit(reading.meaning()));
                decisions.add(new Decision.Settle());
            }
            return;
        }
        if (heard.silenceMillis() < EarSlot.SPECULATE_MILLIS) {
            return;
        }
        if (reading == null || interrupted && reading.meaning().backchannel()) {
            if (heard.silenceMillis() >= Patience.untilRejection(heard) && !heard.pending()) {
                mode = Mode.LISTENING;
                boolean brief = heard.speechMillis() < NOISE_MILLIS;
                boolean noise = (brief || soundedForeign) && !interrupted;
                decisions.add(noise ? new Decision.Ignore() : new Decision.Reject());
            }
            return;
        }
        if (!reading.meaning().equals(speculated)) {
            speculated = reading.meaning();
            decisions.add(new Decision.Speculate(reading.meaning()));
        }
        if (heard.silenceMillis() >= reading.patienceMillis()) {
            mode = Mode.COMMITTED;
            committedSpeech = heard.speechMillis();
            decisions.add(new Decision.Commit(reading.meaning()));
        }
    }

    private void committed(Heard heard, Floor floor) {
        boolean wentOn = heard.speechMillis() > committedSpeech;
        if (wentOn && floor.sentMillis() < RETRACTABLE_MILLIS) {
            mode = Mode.CALLER;
            speculated = null;
            decisions.add(new Decision.Retract());
        } else if (floor.sentMillis() >= RETRACTABLE_MILLIS
                || heard.silenceMillis() >= (floor.speaking() ? SETTLED_MILLIS : SETTLED_SILENT_MILLIS)) {
            mode = Mode.LISTENING;
            decisions.add(new Decision.Settle());
        }
    }

    private void overlap(Heard heard, @Nullable Reading reading, Floor floor) {
        if (!floor.speaking()) {
            mode = Mode.CALLER;
            decisions.add(new Decision.Restore());
            caller(heard, reading);
        } else if (heard.silenceMillis() == 0 && heard.speechMillis() >= HOLD_MILLIS && !foreign(heard, FOREIGN)) {
            mode = Mode.HELD;
            decisions.add(new Decision.Hold());
        } else if (heard.silenceMillis() >= JUDGE_MILLIS && !heard.pending()) {
            if (interrupts(heard, reading)) {
                take(heard, reading);
            } else {
                mode = Mode.LISTENING;
                decisions.add(new Decision.Restore());
                decisions.add(new Decision.Ignore());
            }
        }
    }

    private void held(Heard heard, @Nullable Reading reading) {
        boolean foreign = foreign(heard, FOREIGN);
        boolean goesOn = heard.silenceMillis() == 0;
        boolean surely = heard.speechMillis() >= SURELY_YIELD_MILLIS && goesOn && !foreign && !listens(heard);
        boolean judged = heard.silenceMillis() >= JUDGE_MILLIS && !heard.pending();
        boolean unknown = reading == null && heard.speechMillis() >= untilYield(heard) && !foreign && !listens(heard);
        if (surely || interrupts(heard, reading) || judged && unknown) {
            take(heard, reading);
        } else if (judged || foreign && goesOn && heard.speechMillis() >= YIELD_MILLIS) {
            mode = Mode.LISTENING;
            decisions.add(new Decision.GoOn());
            decisions.add(new Decision.Ignore());
        }
    }

    private static int untilYield(Heard heard) {
        boolean sure = heard.turn() != null && heard.turn().caller() >= SURELY_CALLER;
        return sure ? BRIEFLY_YIELD_MILLIS : YIELD_MILLIS;
    }

    /** A cough, a noise, somebody else, what is left of the agent's own voice: so surely is it no speech to the agent. */
    private static boolean foreign(Heard heard, float surely) {
        return heard.turn() != null && heard.turn().other() >= surely;
    }

    /** Something was said that is more than a sound of listening, or is an answer to what is being asked. */
    private static boolean interrupts(Heard heard, @Nullable Reading reading) {
        if (reading == null || reading.meaning().backchannel()) {
            return false;
        }
        Meaning meaning = reading.meaning();
        boolean command = meaning.command() != null && meaning.weakest() >= SURE_COMMAND;
        return !listens(heard) || meaning.yes() != null || command;
    }

    /** "I see", "okay", "got it", by how it sounds, whatever the grammar makes of it. */
    private static boolean listens(Heard heard) {
        return heard.turn() != null
                && heard.turn().listening() >= LISTENING
                && heard.speechMillis() < LONGEST_LISTENING_MILLIS;
    }

    private void take(Heard heard, @Nullable Reading reading) {
        mode = Mode.CALLER;
        interrupted = true;
        decisions.add(new Decision.Yield());
        caller(heard, reading);
    }
}
