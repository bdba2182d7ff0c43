package io.parley.agent;

import io.parley.agent.dialogue.Act;
import io.parley.agent.dialogue.Dialogue.Step;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Event;
import io.parley.agent.dialogue.Expectation;
import io.parley.agent.dialogue.Keys;
import io.parley.agent.ear.EarSlot;
import io.parley.agent.ear.Heard;
import io.parley.agent.grammar.Command;
import io.parley.agent.grammar.Meaning;
import io.parley.agent.turn.Decision;
import io.parley.agent.turn.Floor;
import io.parley.agent.turn.TurnTaker;
import io.parley.agent.voice.Style;
import io.parley.agent.voice.Utterance;
import io.parley.config.Prompt;
import io.parley.media.Audio;
import io.parley.media.AudioTick;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A conversation by Parley's own models: the ear hears, {@link TurnTaker} decides who speaks, the dialogue decides what,
 * the voice says it. Everything here runs on the call's context and never blocks; the models run on their lane.
 */
final class NativeConversation implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(NativeConversation.class);

    /** Reports of the ear come this much after the sound at most, where the machine keeps up. */
    private static final int USUALLY_LATE_MILLIS = 64;

    private final CallLeg leg;
    private final AgentRuntime agent;
    private final NativeEngine.Services services;
    private final TurnTaker turns = new TurnTaker();
    private final Interpreter interpreter;
    private final Watchdog watchdog;
    private final DigitCollector digits;
    private final Speaker speaker;
    private final HeardLedger ledger = new HeardLedger();
    private final ActionRunner actions;
    private final Mouthpiece voice;
    private final Journal journal;
    private final CallObserver observer;
    private final EarSlot ear;
    private final AudioClock clock = new AudioClock();

    private DialogueState state = DialogueState.START;
    private @Nullable Pending pending;
    private @Nullable Prepared prepared;
    private @Nullable Runnable afterSpeech;
    /** What changes the world waits until the caller has heard it said back and has not objected. */
    private Act.@Nullable Call planned;

    private int heldAtMillis = -1;
    private int lastUtterance;
    private int settledUtterance;
    private boolean over;

    /** A reply that could still be withdrawn. */
    private record Pending(DialogueState before, Act.@Nullable Call deferred, Journal.Mark mark) {}

    /** A reply rendered ahead of the commitment. */
    private record Prepared(String text, Style style, Utterance audio) {
        boolean is(String other, Style otherStyle) {
            return text.equals(other) && style.equals(otherStyle);
        }
    }

    NativeConversation(CallLeg leg, AgentRuntime agent, NativeEngine.Services engine) {
        this.services = engine;
        this.leg = leg;
        this.agent = agent;
        this.observer = engine.observer();
        this.journal = new Journal(leg.info(), agent.spec(), clock, observer);
        this.voice = engine.mouthpiece(leg.executor());
        this.speaker = new Speaker(leg.audio().playout(), ledger, this::onLineEnded);
        this.actions = new ActionRunner(engine.bus(), agent.spec(), leg.info().id(), journal, this::deliverResult);
        this.interpreter = new Interpreter(agent.spec(), agent.continuations(), engine.today());
        this.watchdog = new Watchdog();
        this.digits = new DigitCollector();
        this.ear = engine.ear(
                leg.executor(), agent, Expectation.of(agent.spec(), state).priors(), this::onHeard);
    }

    @Override
    public CallRecord record() {
        return journal.record();
    }

    // The call.

    @Override
    public void onAnswered() {
        journal.event("answered");
        run(agent.dialogue().on(state, new Event.Begin()), "", -1);
    }

    @Override
    public void onHold(boolean held) {
        journal.event(held ? "held" : "resumed");
        if (held) {
            speaker.hold();
            turns.reset();
            settle();
        } else {
            speaker.goOn();
        }
    }

    @Override
    public void onEnded(Termination why) {
        over = true;
        ear.close();
        services.leave();
        actions.abandon();
        speaker.drop();
        journal.end(why);
    }

    @Override
    public void onTick(AudioTick tick) {
        if (over) {
            return;
        }
        clock.tick(tick);
        speaker.onTick(tick);
        ear.hear(tick.caller);
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

    private void noteFirstSound(AudioTick tick) {
        if (tick.utterance != 0) {
            double latency = journal.firstSound(tick);
            if (latency >= 0) {
                observer.earToEar(latency);
            }
        }
    }

    private void watch() {
        Watchdog.Alarm alarm = watchdog.tick(
                speaker.speaking(),
                turns.callerActive() || digits.collecting(),
                actions.running(),
                state.phase() == DialogueState.Phase.TRANSFERRING);
        if (alarm == Watchdog.Alarm.FILLER) {
            speak(actions.waitingText(agent.wording().prompt(Prompt.WAITING)));
        } else if (alarm == Watchdog.Alarm.NO_INPUT) {
            settleEar();
            if (actions.idle() && planned == null && pending == null) {
                // Nothing is under way that the caller could be waiting for: what was announced is open again.
                state = agent.dialogue().reconsider(state);
            }
            run(agent.dialogue().on(state, new Event.NoInput()), "", -1);
        }
    }

    // Hearing.

    private void onHeard(Heard heard) {
        lastUtterance = heard.utterance();
        if (over || closing()) {
            return;
        }
        if (heard.inUtterance() && heard.utterance() <= settledUtterance) {
            // Reported by a busy lane before it knew.
            return;
        }
        TurnTaker.Reading reading = interpreter.read(heard, state);
        Floor floor = new Floor(speaker.speaking(), sentWhen(heard));
        for (Decision decision : turns.on(heard, reading, floor)) {
            decide(decision, heard);
        }
        deliverResult();
        carryOut();
    }

    /** How much of the reply had been sent when the reported sound came in, which a busy lane tells late. */
    private int sentWhen(Heard heard) {
        long late = clock.nowMillis() - heard.atMillis() - Audio.FRAME_MILLIS * ear.lostBlocks();
        return (int) Math.max(0, speaker.sentMillis() - Math.max(0, late - USUALLY_LATE_MILLIS));
    }

    /** Goodbye has been said, or the transfer announced, and it stands: nothing said now changes it. */
    private boolean closing() {
        boolean last = state.phase() == DialogueState.Phase.ENDED || state.phase() == DialogueState.Phase.TRANSFERRING;
        return last && pending == null;
    }

    /** A result waits until the caller is silent, and until what was said meanwhile can no longer be taken back. */
    private void deliverResult() {
        boolean unsettled = pending != null && pending.before.phase() == DialogueState.Phase.ACTING;
        if (!over && !turns.callerActive() && !unsettled) {
            actions.deliver(this::onResult);
        }
    }

    private void decide(Decision decision, Heard heard) {
        if (decision instanceof Decision.Duck) {
            speaker.duck();
            journal.event("duck");
        } else if (decision instanceof Decision.Restore) {
            speaker.restore();
        } else if (decision instanceof Decision.Hold) {
            heldAtMillis = heard.onsetMillis();
            speaker.hold();
        } else if (decision instanceof Decision.GoOn) {
            journal.act(new Act.Resume());
            speaker.goOn();
        } else if (decision instanceof Decision.Yield) {
            journal.event("yield");
            actions.interrupted();
            yieldFloor();
        } else if (decision instanceof Decision.Speculate speculate) {
            prepare(speculate.meaning());
        } else if (decision instanceof Decision.Commit commit) {
            commit(commit.meaning(), heard);
        } else if (decision instanceof Decision.Retract) {
            retract();
        } else if (decision instanceof Decision.Settle) {
            settle();
        } else if (decision instanceof Decision.Reject) {
            settleEar();
            reopen();
            journal.event("rejected");
            run(agent.dialogue().on(state, new Event.NoMatch()), "", heard.onsetMillis() + heard.speechMillis());
        } else if (decision instanceof Decision.Ignore) {
            settleEar();
        }
    }

    private void prepare(Meaning meaning) {
        Step step = agent.dialogue().on(state, new Event.Said(meaning));
        String text = step.text();
        Style style = style(step.state());
        if (prepared != null && prepared.is(text, style)) {
            return;
        }
        dropPrepared();
        if (!text.isEmpty()) {
            prepared = new Prepared(text, style, voice.speak(text, style));
        }
    }

    /** The agent's style at the pace that the caller has asked for. */
    private Style style(DialogueState at) {
        return agent.style().paced(at.talk().pace());
    }

    private void dropPrepared() {
        if (prepared != null) {
            prepared.audio.cancel();
            prepared = null;
        }
    }

    private void commit(Meaning meaning, Heard heard) {
        digits.reset();
        if (objects(meaning)) {
            reopen();
        }
        Pending mark = new Pending(state, null, journal.mark());
        journal.heard(meaning, heard);
        speaker.countFromHere();
        Step step = agent.dialogue().on(state, new Event.Said(meaning));
        if (step.acts().stream().noneMatch(Act.Wait.class::isInstance)) {
            watchdog.heard();
        }
        pending = mark;
        run(step, meaning.text(), heard.onsetMillis() + heard.speechMillis());
    }

    private void retract() {
        Pending taken = pending;
        pending = null;
        if (taken == null) {
            return;
        }
        afterSpeech = null;
        speaker.drop();
        if (taken.before.phase() != DialogueState.Phase.ACTING) {
            // What was running before is still owed to the caller.
            actions.abandon();
        }
        state = taken.before;
        journal.retract(taken.mark);
        expect();
    }

    /** Whether something said while an announced action has not begun wants it otherwise. */
    private static boolean objects(Meaning meaning) {
        return meaning.fills()
                || Boolean.FALSE.equals(meaning.yes())
                || meaning.command() == Command.CANCEL
                || meaning.command() == Command.RESTART
                || meaning.command() == Command.WAIT;
    }

    /** An action that was announced and has not begun is a question again. */
    private void reopen() {
        if (planned != null) {
            planned = null;
            state = agent.dialogue().reconsider(state);
        }
    }

    private void settle() {
        Pending settled = pending;
        pending = null;
        settleEar();
        if (settled != null && settled.deferred != null) {
            planned = settled.deferred;
            carryOut();
        }
    }

    /** Starts the planned action once nothing that announces it is left to be heard. */
    private void carryOut() {
        if (planned != null && !speaker.speaking() && !turns.callerActive()) {
            Act.Call call = planned;
            planned = null;
            actions.start(call, state);
        }
    }

    /** The utterance under way is dealt with, whatever reports of it are still on their way. */
    private void settleEar() {
        settledUtterance = lastUtterance;
        ear.settle();
    }

    // Digits.

    @Override
    public void onDigit(char digit) {
        if (over || closing()) {
            return;
        }
        journal.event("dtmf");
        Keys expected = Expectation.dialled(agent.spec(), state);
        String dialled = digits.digit(digit, expected);
        if (expected == null) {
            // Answers nothing, so it interrupts nothing.
            return;
        }
        if (pending != null && pending.deferred != null) {
            planned = pending.deferred;
        }
        pending = null;
        yieldFloor();
        settleEar();
        turns.reset();
        if (dialled != null) {
            dialled(dialled);
        }
    }

    private void dialled(String number) {
        watchdog.heard();
        run(agent.dialogue().on(state, new Event.Dialled(number)), number, (int) clock.nowMillis());
    }

    // Acting and speaking.

    private void onResult(ActionRunner.Outcome outcome) {
        run(agent.dialogue().on(state, new Event.Done(outcome.result())), "", -1);
    }

    /** @param heardEndMillis when the caller's last sound was received, -1 where the agent speaks unasked */
    private void run(Step step, String heard, int heardEndMillis) {
        String text = step.text();
        DialogueState before = state;
        state = step.state();
        journal.turn(heard, step.acts(), state, text, heardEndMillis);
        for (Act act : step.acts()) {
            String objection = agent.guard().objection(before, state, act);
            if (objection != null) {
                LOG.atError()
                        .addKeyValue("call", leg.info().id())
                        .addKeyValue("act", act.name())
                        .log("the guard forbids an act: {}", objection);
            } else {
                perform(act);
            }
        }
        expect();
        if (!text.isEmpty()) {
            speak(text);
        } else if (!speaker.speaking()) {
            finishSpeech();
        }
    }

    private void perform(Act act) {
        if (act instanceof Act.Call call) {
            if (!actions.mustWait(call)) {
                actions.start(call, state);
            } else if (pending != null) {
                pending = new Pending(pending.before, call, pending.mark);
            } else {
                planned = call;
            }
        } else if (act instanceof Act.Transfer transfer) {
            afterSpeech = () -> transfer(transfer.target());
        } else if (act instanceof Act.End end) {
            afterSpeech = () -> leg.hangUp(end.gaveUp() ? Termination.gaveUp() : Termination.agentEnded());
        }
    }

    private void expect() {
        ear.expect(Expectation.of(agent.spec(), state).priors());
    }

    private void speak(String text) {
        Prepared ready = prepared;
        prepared = null;
        Style style = style(state);
        boolean same = ready != null && ready.is(text, style);
        if (ready != null && !same) {
            ready.audio.cancel();
        }
        Utterance audio = same && ready != null ? ready.audio : voice.speak(text, style);
        Speaker.Line line = speaker.say(text, audio);
        journal.speaks(line.id, text);
        voice.wake(audio, speaker::fill);
    }

    /** Stops speaking for good; what the caller heard of it is in the ledger. */
    private void yieldFloor() {
        dropPrepared();
        afterSpeech = null;
        // Whoever speaks into what was said back wants to change it, or agrees before its end.
        reopen();
        speaker.drop();
    }

    private void onLineEnded(Speaker.Line line, boolean cut) {
        int heard = cut
                ? Math.min(line.sentSamples(), ledger.heardSamples(line.id, clock.nowNanos()))
                : line.audio.available();
        journal.spoken(line.id, HeardLedger.heardText(line.text, line.audio, heard), cut);
        if (!speaker.speaking() && !cut) {
            finishSpeech();
        }
    }

    private void finishSpeech() {
        Runnable next = afterSpeech;
        afterSpeech = null;
        carryOut();
        if (next != null && !over) {
            next.run();
        }
    }

    private void transfer(String name) {
        String target =
                java.util.Objects.requireNonNull(agent.spec().transfers().get(name));
        journal.event("transfer", java.util.Map.of("target", name));
        leg.transfer(target).onComplete(done -> {
            int status = done.succeeded() ? done.result() : 500;
            if (!over && (status < 200 || status >= 300)) {
                journal.event("transfer-failed", java.util.Map.of("status", status));
                turns.reset();
                settleEar();
                run(agent.dialogue().on(state, new Event.TransferFailed(status)), "", -1);
            }
        });
    }

    /** For tests: where the dialogue stands. */
    DialogueState state() {
        return state;
    }

    List<CallRecord.Turn> turnsSoFar() {
        return record().turns();
    }
}
