package io.parley.agent;

import io.parley.agent.dialogue.Accompanying;
import io.parley.agent.dialogue.Act;
import io.parley.agent.dialogue.Briefing;
import io.parley.agent.dialogue.Dialogue.Step;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.DialogueState.Phase;
import io.parley.agent.dialogue.Event;
import io.parley.agent.ear.Heard;
import io.parley.agent.grammar.Command;
import io.parley.agent.grammar.Meaning;
import io.parley.agent.voice.Style;
import io.parley.agent.voice.Utterance;
import io.parley.config.ActionSpec;
import io.parley.config.Prompt;
import io.parley.config.TransferSpec;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's side of a conversation: where the dialogue stands, what of it can still be taken back, what it says and
 * does. When it is its turn is decided elsewhere. On the call's context.
 */
final class AgentSide {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSide.class);

    /** The caller's side. */
    interface Caller {
        boolean speaks();

        /** The dialogue stands elsewhere now, and expects something else. */
        void expected(DialogueState state);

        /** The caller talks to somebody else from now on. */
        void isPutThrough();

        /** Whatever the caller was about to say is forgotten: there was somebody else on the line. */
        void startsAfresh();
    }

    private final CallLeg leg;
    private final AgentRuntime agent;
    private final Caller caller;
    private final Mouthpiece voice;
    private final Journal journal;
    private final AudioClock clock;
    private final HeardLedger ledger = new HeardLedger();
    private final Speaker speaker;
    private final ActionRunner actions;

    private DialogueState state = DialogueState.START;
    private @Nullable Pending pending;
    private @Nullable Prepared prepared;
    private @Nullable Runnable afterSpeech;
    /** What changes the world waits until the caller has heard it said back and has not objected. */
    private Act.@Nullable Call planned;

    private boolean over;

    /**
     * A reply that could still be withdrawn.
     *
     * @param deferred what it will have done when it stands
     * @param dropped what ran before and was given up for it
     */
    private record Pending(
            DialogueState before, Act.@Nullable Call deferred, Act.@Nullable Call dropped, Journal.Mark mark) {
        Pending deferring(Act.Call call) {
            return new Pending(before, call, dropped, mark);
        }

        Pending dropping(Act.@Nullable Call call) {
            return new Pending(before, deferred, call, mark);
        }
    }

    /** A reply rendered ahead of the commitment. */
    private record Prepared(String text, Style style, Utterance audio) {
        boolean is(String other, Style otherStyle) {
            return text.equals(other) && style.equals(otherStyle);
        }
    }

    AgentSide(
            CallLeg leg,
            AgentRuntime agent,
            LocalEngine.Services engine,
            Journal journal,
            AudioClock clock,
            Caller caller) {
        this.leg = leg;
        this.agent = agent;
        this.caller = caller;
        this.journal = journal;
        this.clock = clock;
        this.voice = engine.mouthpiece(leg.executor(), agent);
        this.speaker = new Speaker(leg.audio().playout(), ledger, this::onLineEnded);
        this.actions = new ActionRunner(engine.bus(), agent.spec(), leg::info, journal, this::deliverResult);
    }

    DialogueState state() {
        return state;
    }

    Speaker speaker() {
        return speaker;
    }

    ActionRunner actions() {
        return actions;
    }

    /** Goodbye has been said, or the transfer announced, and it stands: nothing said now changes it. */
    boolean closing() {
        boolean last = state.phase() == Phase.ENDED || state.phase() == Phase.TRANSFERRING;
        return last && pending == null;
    }

    void end() {
        over = true;
        actions.abandon();
        speaker.drop();
    }

    // Turns.

    /** Renders the reply to what was understood so far, unheard. */
    void prepare(Meaning meaning) {
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

    /** @return whether there was something to answer, and not only to wait for */
    boolean commit(Meaning meaning, Heard heard) {
        if (objects(meaning)) {
            reopen();
        }
        Pending mark = new Pending(state, null, null, journal.mark());
        journal.heard(meaning, heard);
        speaker.countFromHere();
        Step step = agent.dialogue().on(state, new Event.Said(meaning));
        pending = mark;
        run(step, meaning.text(), heard.onsetMillis() + heard.speechMillis());
        return step.acts().stream().noneMatch(Act.Wait.class::isInstance);
    }

    /** Whether something said while an announced action has not begun wants it otherwise. */
    private static boolean objects(Meaning meaning) {
        return meaning.fills()
                || Boolean.FALSE.equals(meaning.yes())
                || meaning.command() == Command.CANCEL
                || meaning.command() == Command.RESTART
                || meaning.command() == Command.WAIT;
    }

    /** Takes the last commitment back. */
    void retract() {
        Pending taken = pending;
        pending = null;
        if (taken == null) {
            return;
        }
        afterSpeech = null;
        speaker.drop();
        if (taken.before.phase() != Phase.ACTING || taken.dropped != null) {
            // Else what was running before is still owed to the caller.
            actions.abandon();
        }
        state = taken.before;
        if (taken.dropped != null) {
            actions.start(taken.dropped, state);
        }
        journal.retract(taken.mark);
        caller.expected(state);
    }

    /** The last commitment stands. */
    void settle() {
        Pending settled = pending;
        pending = null;
        if (settled != null && settled.deferred != null) {
            planned = settled.deferred;
            carryOut();
        }
    }

    /** The same where what follows does not come from the caller's mouth and may wait for its turn. */
    void settleBeforeKeys() {
        if (pending != null && pending.deferred != null) {
            planned = pending.deferred;
        }
        pending = null;
    }

    /** An action that was announced and has not begun is a question again. */
    void reopen() {
        if (planned != null) {
            planned = null;
            state = agent.dialogue().reconsider(state);
        }
    }

    /** The caller says nothing, though nothing is under way that they could be waiting for. */
    void noInput() {
        if (actions.idle() && planned == null && pending == null) {
            // What was announced is open again.
            state = agent.dialogue().reconsider(state);
        }
        happens(new Event.NoInput());
    }

    /** Stops speaking for good; what the caller heard of it is in the ledger. */
    void yieldFloor() {
        dropPrepared();
        afterSpeech = null;
        // Whoever speaks into what was said back wants to change it, or agrees before its end.
        reopen();
        speaker.drop();
    }

    // Acting.

    /** Something that the caller did not say. */
    void happens(Event event) {
        happens(event, "", -1);
    }

    /**
     * @param heard in the caller's words, empty for none
     * @param heardEndMillis when the caller's last sound was received, -1 where the agent speaks unasked
     */
    void happens(Event event, String heard, int heardEndMillis) {
        run(agent.dialogue().on(state, event), heard, heardEndMillis);
    }

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
        caller.expected(state);
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
                pending = pending.deferring(call);
            } else {
                planned = call;
            }
        } else if (act instanceof Act.Cancel) {
            Act.Call dropped = actions.drop();
            pending = pending == null ? null : pending.dropping(dropped);
        } else if (act instanceof Act.Follow) {
            afterSpeech = () -> happens(new Event.Spoken());
        } else if (act instanceof Act.Transfer transfer) {
            afterSpeech = () -> transfer(transfer.target());
        } else if (act instanceof Act.End end) {
            afterSpeech = () -> leg.hangUp(end.gaveUp() ? Termination.gaveUp() : Termination.agentEnded());
        }
    }

    /** A result waits until the caller is silent, and until what was said meanwhile can no longer be taken back. */
    void deliverResult() {
        boolean unsettled = pending != null && pending.before.phase() == Phase.ACTING;
        if (!over && !caller.speaks() && !unsettled) {
            actions.deliver(outcome -> happens(new Event.Done(outcome.result())));
        }
    }

    /** Starts the planned action once nothing that announces it is left to be heard. */
    void carryOut() {
        if (planned != null && !speaker.speaking() && !caller.speaks()) {
            Act.Call call = planned;
            planned = null;
            actions.start(call, state);
        }
    }

    private void transfer(String name) {
        TransferSpec target = Objects.requireNonNull(agent.spec().transfers().get(name));
        AgentRuntime briefing = agent.briefing();
        journal.event("transfer", Map.of("target", name));
        Future<Integer> through = target.attended()
                ? leg.consult(new Consultation(
                        name,
                        target,
                        briefing == null ? null : asking(briefing, target),
                        Accompanying.headers(target, leg.info().id(), state)))
                : leg.transfer(Accompanying.referTo(target, leg.info().id(), state));
        through.onComplete(done -> {
            DialRefused refused = done.cause() instanceof DialRefused why ? why : null;
            int status = done.succeeded() ? done.result() : refused != null ? refused.status() : 500;
            if (!over && target.attended() && status < 300) {
                journal.event("put-through");
                caller.isPutThrough();
            } else if (!over && (status < 200 || status >= 300)) {
                journal.event(
                        "transfer-failed",
                        refused == null
                                ? Map.of("status", status)
                                : Map.of("status", status, "reason", reason(refused)));
                caller.startsAfresh();
                happens(new Event.TransferFailed(status));
            }
        });
    }

    private static String reason(DialRefused refused) {
        return refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private AgentRuntime asking(AgentRuntime briefing, TransferSpec target) {
        String brief = agent.wording().brief(target, state);
        return briefing.thinking(new Briefing(agent.spec(), brief));
    }

    // Speaking.

    /** Says that it takes a moment: first what is being done, then that it takes longer, then that it takes too long. */
    void fillPause() {
        ActionSpec action = actions.current();
        int before = action == null ? 0 : actions.cover();
        if (action != null && before == 0) {
            speak(agent.wording().waiting(action));
        } else {
            speak(agent.wording()
                    .prompt(before == 0 ? Prompt.WAITING : before == 1 ? Prompt.STILL_WAITING : Prompt.LONG_WAIT));
        }
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
}
