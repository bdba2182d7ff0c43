package io.parley.agent;

import io.parley.actions.ActionResult;
import io.parley.agent.CallRecord.ActionRun;
import io.parley.agent.CallRecord.Turn;
import io.parley.agent.dialogue.Act;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.ear.Dictated;
import io.parley.agent.ear.Heard;
import io.parley.agent.grammar.Meaning;
import io.parley.agent.voice.Markup;
import io.parley.config.AgentSpec;
import io.parley.config.TaskSpec;
import io.parley.config.Template;
import io.parley.media.AudioTick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what happens in a call: events as they happen, turns and actions for the record. On the call's context. */
final class Journal {
    /** Turns kept in the record; a call that has more was no conversation. */
    private static final int MOST_TURNS = 500;
    /** The same of those who came after one another. */
    private static final int MOST_REPLACEMENTS = 20;

    private final CallInfo call;
    private final List<CallRecord.Replacement> replacements = new ArrayList<>();
    private final String agent;
    /** Results that callers are told; the others, such as a token, are written nowhere. */
    private final Set<String> told;

    private final AudioClock clock;
    private final CallObserver observer;
    private final List<Turn> turns = new ArrayList<>();
    private final List<ActionRun> actions = new ArrayList<>();
    private @Nullable Termination termination;
    private final Map<Long, Integer> turnOfLine = new HashMap<>();
    private long lineOfTurn = -1;
    private long turnAwaitingSound = -1;

    /** A place in the record to go back to. */
    record Mark(int turns) {}

    Journal(CallInfo call, AgentSpec agent, AudioClock clock, CallObserver observer) {
        this.call = call;
        this.agent = agent.id();
        this.told = told(agent);
        this.clock = clock;
        this.observer = observer;
    }

    private static Set<String> told(AgentSpec agent) {
        return agent.tasks().values().stream()
                .map(TaskSpec::tell)
                .filter(Objects::nonNull)
                .flatMap(tell -> Template.parse(tell).names().stream())
                .collect(Collectors.toSet());
    }

    long nowMillis() {
        return clock.nowMillis();
    }

    void event(String event) {
        event(event, Map.of());
    }

    void event(String event, Map<String, Object> data) {
        observer.event(new CallEvent(call.id(), clock.nowMillis(), event, data));
    }

    void heard(Meaning meaning, Heard heard) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", meaning.text());
        data.put("slots", meaning.slots());
        if (meaning.yes() != null) {
            data.put("yes", meaning.yes());
        }
        if (meaning.command() != null) {
            data.put("command", meaning.command().name().toLowerCase(Locale.ROOT));
        }
        data.put("confidence", Math.round(meaning.weakest() * 100) / 100.0);
        data.put("shares", exact(meaning.wish().share()));
        data.put("misfit", Math.round(heard.misfit() * 100) / 100.0);
        data.put("speech_ms", heard.speechMillis());
        data.put("silence_ms", heard.silenceMillis());
        event("heard", data);
    }

    void resembles(Dictated.Written written) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", written.text());
        if (written.resemblance() != null) {
            data.put("task", written.resemblance().task());
            data.put("similarity", Math.round(written.resemblance().similarity() * 100) / 100.0);
        }
        event("resembles", data);
    }

    void act(Act act) {
        act(act, Map.of());
    }

    /** @param sure confidence of the values that the dialogue holds */
    private void act(Act act, Map<String, Float> sure) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("act", act.name());
        if (act instanceof Act.Fill fill) {
            data.put("slot", fill.slot());
            data.put("value", fill.value());
            sure(data, fill.slot(), sure);
        } else if (act instanceof Act.Correct correct) {
            data.put("slot", correct.slot());
            data.put("value", correct.value());
            sure(data, correct.slot(), sure);
        } else if (act instanceof Act.Ask ask && !ask.slot().isEmpty()) {
            data.put("slot", ask.slot());
        } else if (act instanceof Act.Confirm confirm) {
            data.put("values", confirm.values());
        } else if (act instanceof Act.Call wish) {
            data.put("action", wish.action());
            data.put("args", wish.arguments());
        }
        if (!act.text().isEmpty()) {
            data.put("text", Markup.plain(act.text()));
        }
        event("act", data);
    }

    private static void sure(Map<String, Object> data, String slot, Map<String, Float> sure) {
        if (sure.containsKey(slot)) {
            data.put("sure", exact(sure.get(slot)));
        }
    }

    private static Map<String, Double> exact(Map<String, Float> shares) {
        Map<String, Double> exact = new LinkedHashMap<>();
        shares.forEach((slot, share) -> exact.put(slot, exact(share)));
        return exact;
    }

    /** With as many places as it takes to tell what is all but certain from what is surer still. */
    private static double exact(float share) {
        return Math.round(share * 1e7) / 1e7;
    }

    /** @param heardEndMillis audio time of the caller's last sound, -1 where the agent speaks unasked */
    void turn(String heard, List<Act> acts, DialogueState state, String reply, int heardEndMillis) {
        acts.forEach(act -> act(act, state.confidence()));
        if (turns.size() == MOST_TURNS) {
            return;
        }
        List<String> names = acts.stream().map(Act::name).toList();
        turns.add(new Turn(clock.nowMillis(), heard, names, state.values(), Markup.plain(reply), "", -1));
        lineOfTurn = -1;
        turnAwaitingSound = heardEndMillis;
    }

    Mark mark() {
        return new Mark(turns.size());
    }

    /** The turn since the mark was withdrawn before it counted. */
    void retract(Mark mark) {
        while (turns.size() > mark.turns) {
            turns.remove(turns.size() - 1);
        }
        turnAwaitingSound = -1;
        event("retract");
    }

    /** A line is on its way to the caller. */
    void speaks(long line, String text) {
        lineOfTurn = line;
        turnOfLine.put(line, turns.size() - 1);
        event("speak", Map.of("line", line, "text", Markup.plain(text)));
    }

    /**
     * A frame of speech was sent.
     *
     * @return ear-to-ear time of the turn in milliseconds when this was its first sound, else -1
     */
    double firstSound(AudioTick tick) {
        if (turnAwaitingSound < 0 || tick.utterance != lineOfTurn) {
            return -1;
        }
        long arrived = clock.arrivalNanos(turnAwaitingSound);
        turnAwaitingSound = -1;
        if (arrived == 0 || turns.isEmpty()) {
            return -1;
        }
        double millis = (tick.sentNanos - arrived) / 1e6;
        Turn t = last();
        replaceLast(new Turn(t.atMillis(), t.heard(), t.act(), t.args(), t.reply(), t.replyHeard(), millis));
        event("latency", Map.of("ear_to_ear_ms", Math.round(millis * 10) / 10.0));
        return millis;
    }

    /** A line was sent to its end, or cut; {@code heardMarked} is what the caller heard of it, marks included. */
    void spoken(long line, String heardMarked, boolean cut) {
        String heardText = Markup.plain(heardMarked);
        event("spoken", Map.of("line", line, "heard", heardText, "cut", cut));
        Integer turn = turnOfLine.remove(line);
        if (turn != null && turn >= 0 && turn < turns.size()) {
            Turn t = turns.get(turn);
            String before = t.replyHeard().isEmpty() ? "" : t.replyHeard() + " ";
            turns.set(
                    turn,
                    new Turn(
                            t.atMillis(),
                            t.heard(),
                            t.act(),
                            t.args(),
                            t.reply(),
                            before + heardText,
                            t.earToEarMillis()));
        }
    }

    private Turn last() {
        return turns.get(turns.size() - 1);
    }

    private void replaceLast(Turn turn) {
        turns.set(turns.size() - 1, turn);
    }

    void action(Act.Call wish) {
        event("action", Map.of("action", wish.action(), "args", wish.arguments()));
    }

    void result(Act.Call wish, ActionResult result, long millis) {
        String outcome = result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        actions.add(new ActionRun(wish.action(), wish.arguments(), outcome, millis));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("action", wish.action());
        data.put("outcome", outcome);
        data.put("millis", millis);
        if (result instanceof ActionResult.Ok ok) {
            Map<String, Object> values = new LinkedHashMap<>(ok.values());
            values.putAll(ok.lists());
            values.keySet().retainAll(told);
            data.put("values", values);
        } else if (result instanceof ActionResult.Failed failed) {
            data.put("reason", failed.reason());
        } else if (result instanceof ActionResult.Refused refused) {
            data.put("reason", refused.reason());
        }
        event("result", data);
    }

    /** Somebody else is at the other end. */
    void replaced(CallInfo now) {
        if (replacements.size() < MOST_REPLACEMENTS) {
            replacements.add(new CallRecord.Replacement(clock.nowMillis(), now));
        }
        event("replaced");
    }

    void end(Termination why) {
        termination = why;
        event("ended", Map.of("termination", why.toString()));
    }

    CallRecord record() {
        return new CallRecord(
                call,
                agent,
                termination,
                clock.nowMillis() / 1000.0,
                List.copyOf(turns),
                List.copyOf(actions),
                List.copyOf(replacements));
    }
}
