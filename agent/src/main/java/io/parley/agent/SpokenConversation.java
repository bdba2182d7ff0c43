package io.parley.agent;

import io.parley.agent.dialogue.Act;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Event;
import io.parley.agent.dialogue.Expectation;
import io.parley.agent.dialogue.Keys;
import io.parley.agent.ear.Dictated;
import io.parley.agent.ear.Heard;
import io.parley.agent.ear.Hearing;
import io.parley.agent.ear.Resemblance;
import io.parley.agent.grammar.Meaning;
import io.parley.agent.turn.Decision;
import io.parley.agent.turn.Floor;
import io.parley.agent.turn.Patience;
import io.parley.agent.turn.TurnTaker;
import io.parley.config.SlotSpec;
import io.parley.media.Audio;
import io.parley.media.AudioTick;
import io.parley.media.EchoCanceller;
import java.util.Map;

/**
 * A conversation by models of this process: something hears, {@link TurnTaker} decides who speaks, the dialogue decides
 * what, the voice says it. Everything here runs on the call's context and never blocks; the models run on their lane.
 */
final class SpokenConversation implements Conversation {
    /** Reports of the ear come this much after the sound at most, where the machine keeps up. */
    private static final int USUALLY_LATE_MILLIS = 64;

    private final CallLeg leg;
    private final AgentRuntime agent;
    private final LocalEngine.Services services;
    private final TurnTaker turns = new TurnTaker();
    private final Interpreter interpreter;
    private final Watchdog watchdog = new Watchdog();
    private final DigitCollector digits = new DigitCollector();
    /** Actions that the watchdog knows of. */
    private int begun;

    private final AudioClock clock = new AudioClock();
    private final Journal journal;
    private final CallObserver observer;
    private final AgentSide side;
    private final Speaker speaker;
    private final Hearing ear;
    private final EchoCanceller echo = new EchoCanceller();
    /** The caller without the agent's own voice. */
    private final short[] cleaned = new short[Audio.FRAME_SAMPLES];

    private int heldAtMillis = -1;
    private int lastUtterance;
    private int settledUtterance;
    private boolean greeted;
    private boolean answering;
    private boolean answered;
    private boolean over;

    SpokenConversation(CallLeg leg, AgentRuntime agent, LocalEngine.Services engine) {
        this.leg = leg;
        this.services = engine;
        this.agent = agent;
        this.observer = engine.observer();
        this.journal = new Journal(leg.info(), agent.spec(), clock, observer);
        this.interpreter = new Interpreter(agent.spec(), agent.continuations(), engine.today());
        this.side = new AgentSide(leg, agent, engine, journal, clock, new TheCaller());
        this.speaker = side.speaker();
        this.ear = engine.hearing(
                leg.executor(),
                agent,
                Expectation.of(agent.spec(), side.state()).priors(),
                this::onHeard);
        expect(side.state());
    }

    /** The caller, for the agent's side. */
    private final class TheCaller implements AgentSide.Caller {
        @Override
        public boolean speaks() {
            return turns.callerActive();
        }

        @Override
        public void expected(DialogueState state) {
            expect(state);
        }

        @Override
        public void isPutThrough() {
            leave();
        }

        @Override
        public void startsAfresh() {
            turns.reset();
            settleEar();
        }
    }

    private void expect(DialogueState state) {
        SlotSpec.Text text = Expectation.text(agent.spec(), state);
        ear.expect(Expectation.of(agent.spec(), state).priors(), text == null ? 0 : text.maxSeconds() * 1_000);
    }

    @Override
    public CallRecord record() {
        return journal.record();
    }

    // The call.

    @Override
    public void onEarly() {
        journal.event("early");
        greet();
    }

    @Override
    public void onAnswered() {
        journal.event("answered");
        answered = true;
        if (greeted) {
            settleEar();
        } else {
            greet();
        }
    }

    private void greet() {
        greeted = true;
        side.happens(new Event.Begin());
    }

    /** What is said before the answer is heard by nobody; when the greeting has been said, the call is answered. */
    private void early() {
        if (greeted && !answering && !speaker.speaking()) {
            answering = true;
            leg.answer();
        }
        speaker.fill();
    }

    @Override
    public void onHold(boolean held) {
        journal.event(held ? "held" : "resumed");
        if (held) {
            speaker.hold();
            turns.reset();
            settle();
            echo.interrupted();
        } else {
            speaker.goOn();
        }
    }

    /** Whoever is there now has heard nothing: what was said last is said again. What was told before stays. */
    @Override
    public void onReplaced(CallInfo now) {
        journal.replaced(now);
        echo.interrupted();
        if (side.closing()) {
            return;
        }
        turns.reset();
        settleEar();
        digits.reset();
        side.settleBeforeKeys();
        side.yieldFloor(); // an action that was announced and has not begun is a question again
        side.happens(new Event.Replaced());
    }

    @Override
    public void onEnded(Termination why) {
        leave();
        journal.end(why);
    }

    /** The call is no longer this agent's; what it takes is free for others. */
    private void leave() {
        if (!over) {
            over = true;
            ear.close();
            services.leave();
            side.end();
        }
    }

    @Override
    public void onTick(AudioTick tick) {
        clock.tick(tick);
        if (over) {
            return;
        }
        speaker.onTick(tick);
        listen(tick);
        if (!answered) {
            noteFirstSound(tick);
            early();
            return;
        }
        if (tick.utterance == 0 && heldAtMillis >= 0) {
            observer.bargeInStop(clock.nowMillis() - heldAtMillis);
            heldAtMillis = -1;
        }
        noteFirstSound(tick);
        String dialled = digits.tick();
        if (dialled != null) {
            dialled(dialled);
        }
        watch();
        speaker.fill();
    }

    private void listen(AudioTick tick) {
        boolean echoes = echo.frame(tick.caller, tick.played, tick.concealed, cleaned);
        if (echoes) {
            journal.event("echo", Map.of("delay_ms", echo.delayMillis()));
            turns.ownVoice().forEach(this::resume);
        }
        ear.hear(cleaned, tick.playedRms());
    }

    private void noteFirstSound(AudioTick tick) {
        if (tick.utterance != 0) {
            double latency = journal.firstSound(tick);
            if (latency >= 0) {
                observer.earToEar(latency);
            }
        }
    }

    private void watch() {
        if (side.actions().begun() != begun) {
            begun = side.actions().begun();
            watchdog.acts();
        }
        Watchdog.Alarm alarm = watchdog.tick(
                speaker.speaking(),
                turns.callerActive() || digits.collecting(),
                side.actions().running(),
                side.state().phase() == DialogueState.Phase.TRANSFERRING);
        if (alarm == Watchdog.Alarm.FILLER) {
            side.fillPause();
        } else if (alarm == Watchdog.Alarm.NO_INPUT) {
            settleEar();
            side.noInput();
        }
    }

    // Hearing.

    private void onHeard(Heard heard) {
        lastUtterance = heard.utterance();
        if (over || !answered || side.closing()) {
            return;
        }
        if (heard.inUtterance() && heard.utterance() <= settledUtterance) {
            // Reported by a busy lane before it knew.
            return;
        }
        TurnTaker.Reading reading = interpreter.read(heard, side.state());
        if (reading == null && heard.silenceMillis() >= Patience.UNCLEAR && openToParaphrases()) {
            ear.takeDown();
        }
        Floor floor = new Floor(speaker.speaking(), sentWhen(heard));
        for (Decision decision : turns.on(heard, reading, floor)) {
            decide(decision, heard);
        }
        side.deliverResult();
        side.carryOut();
    }

    private boolean openToParaphrases() {
        return agent.spec().paraphrases() && Expectation.open(agent.spec(), side.state());
    }

    /** How much of the reply had been sent when the reported sound came in, which a busy lane tells late. */
    private int sentWhen(Heard heard) {
        long late = clock.nowMillis() - heard.atMillis() - Audio.FRAME_MILLIS * ear.lostBlocks();
        return (int) Math.max(0, speaker.sentMillis() - Math.max(0, late - USUALLY_LATE_MILLIS));
    }

    private void decide(Decision decision, Heard heard) {
        resume(decision);
        if (decision instanceof Decision.Duck) {
            speaker.duck();
            journal.event("duck");
        } else if (decision instanceof Decision.Hold) {
            heldAtMillis = heard.onsetMillis();
            speaker.hold();
        } else if (decision instanceof Decision.Yield) {
            journal.event("yield");
            side.actions().interrupted();
            side.yieldFloor();
        } else if (decision instanceof Decision.Speculate speculate) {
            side.prepare(speculate.meaning());
        } else if (decision instanceof Decision.Commit commit) {
            commit(commit.meaning(), heard);
        } else if (decision instanceof Decision.Retract) {
            side.retract();
        } else if (decision instanceof Decision.Settle) {
            settle();
        } else if (decision instanceof Decision.Reject) {
            settleEar();
            side.reopen();
            reject(heard);
        }
    }

    /** What was heard was nothing. */
    private void resume(Decision decision) {
        if (decision instanceof Decision.Restore) {
            speaker.restore();
        } else if (decision instanceof Decision.GoOn) {
            journal.act(new Act.Resume());
            speaker.goOn();
        } else if (decision instanceof Decision.Ignore) {
            settleEar();
        }
    }

    private void commit(Meaning meaning, Heard heard) {
        digits.reset();
        if (side.commit(meaning, heard)) {
            watchdog.heard();
        }
    }

    private void reject(Heard heard) {
        journal.event("rejected");
        int end = heard.onsetMillis() + heard.speechMillis();
        if (heard.dictated() instanceof Dictated.Failed) {
            journal.event("not-taken-down");
            side.happens(new Event.NotTakenDown(), "", end);
        } else if (heard.dictated() instanceof Dictated.Written written
                && written.resemblance() != null
                && openToParaphrases()) {
            journal.resembles(written);
            Resemblance like = written.resemblance();
            side.happens(new Event.Resembles(like.task(), like.example()), written.text(), end);
        } else {
            side.happens(new Event.NoMatch(), "", end);
        }
    }

    private void settle() {
        settleEar();
        side.settle();
    }

    /** The utterance under way is dealt with, whatever reports of it are still on their way. */
    private void settleEar() {
        settledUtterance = lastUtterance;
        ear.settle();
    }

    // Digits.

    @Override
    public void onDigit(char digit) {
        if (over || !answered || side.closing()) {
            return;
        }
        journal.event("dtmf");
        Keys expected = agent.dialogue().keys(side.state());
        String dialled = digits.digit(digit, expected);
        if (expected == null) {
            // Answers nothing, so it interrupts nothing.
            return;
        }
        side.settleBeforeKeys();
        side.yieldFloor();
        settleEar();
        turns.reset();
        if (dialled != null) {
            dialled(dialled);
        }
    }

    private void dialled(String number) {
        watchdog.heard();
        side.happens(new Event.Dialled(number), number, (int) clock.nowMillis());
    }
}
