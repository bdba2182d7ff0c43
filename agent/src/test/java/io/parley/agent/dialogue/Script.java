package io.parley.agent.dialogue;

import io.parley.actions.ActionResult;
import io.parley.agent.TypedCaller;
import io.parley.agent.dialogue.Dialogue.Step;
import io.parley.config.AgentSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plays what happens to a dialogue, a line an event, and writes down what the agent does about it, a line an act:
 *
 * <pre>
 * {@code > words}       the caller says them, {@code ~ words} unclearly
 * {@code ? task}        the caller says something that no grammar explains and that is like a task
 * {@code %}             the caller speaks freely and cannot be taken down
 * {@code # 1234}        the caller dials
 * {@code @}             somebody else is on the line
 * {@code ...}           the caller is silent for too long
 * {@code ;}             the agent has said what it had to say
 * {@code ! ok a=b}      the action ends: ok, refused REASON, failed, late, cancelled; "; x[] a=b" adds a row to a list,
 *                       "; +say TEXT", "; +transfer NAME", "; +end" what else follows
 * {@code ! transfer 486} the transfer fails
 * </pre>
 */
final class Script {
    private static final float UNSURE = 0.7f;

    private final Brain dialogue;
    private final Guard guard;
    private final TypedCaller caller;
    private DialogueState state = DialogueState.START;
    private final List<String> played = new ArrayList<>();

    private Script(AgentSpec agent, Brain mind, TypedCaller caller) {
        dialogue = mind;
        guard = new Guard(agent);
        this.caller = caller;
        perform(new Event.Begin());
    }

    /** Plays every line that is an event; the others are what is expected. */
    static List<String> play(AgentSpec agent, TypedCaller caller, List<String> lines) {
        return play(agent, new Dialogue(agent), caller, lines);
    }

    static List<String> play(AgentSpec agent, Brain mind, TypedCaller caller, List<String> lines) {
        Script script = new Script(agent, mind, caller);
        for (String line : lines) {
            if (line.matches("([>~#!?] |[%@;]|\\.\\.\\.).*")) {
                script.played.add(line);
                script.perform(script.event(line));
            }
        }
        return script.played;
    }

    private Event event(String line) {
        String rest = line.substring(Math.min(2, line.length())).strip();
        return switch (line.charAt(0)) {
            case '>' -> caller.say(rest, state, 1);
            case '~' -> caller.say(rest, state, UNSURE);
            case '?' -> new Event.Resembles(rest, "an example of " + rest);
            case '%' -> new Event.NotTakenDown();
            case '@' -> new Event.Replaced();
            case '#' -> new Event.Dialled(rest);
            case '!' -> result(rest);
            case ';' -> new Event.Spoken();
            default -> new Event.NoInput();
        };
    }

    private static Event result(String line) {
        String[] words = line.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "ok" -> new Event.Done(ok(rest));
            case "refused" -> new Event.Done(new ActionResult.Refused(409, rest));
            case "failed" -> new Event.Done(new ActionResult.Failed(true, "broken"));
            case "late" -> new Event.Done(new ActionResult.Late());
            case "cancelled" -> new Event.Done(new ActionResult.Cancelled());
            case "transfer" -> new Event.TransferFailed(Integer.parseInt(rest));
            default -> throw new IllegalArgumentException(line);
        };
    }

    /** Values, and lists whose name ends in "[]": a row for each time it is there, its cells between blanks. */
    private static ActionResult ok(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, List<Map<String, String>>> lists = new LinkedHashMap<>();
        List<String> say = new ArrayList<>();
        String transfer = null;
        for (String part : text.isEmpty() ? new String[0] : text.split("; ")) {
            if (part.startsWith("+say ")) {
                say.add(part.substring(5));
            } else if (part.startsWith("+transfer ")) {
                transfer = part.substring(10);
            } else if (part.contains("[]")) {
                String name = part.substring(0, part.indexOf("[]"));
                List<Map<String, String>> rows = lists.computeIfAbsent(name, n -> new ArrayList<>());
                String row = part.substring(part.indexOf("[]") + 2).strip();
                if (!row.isEmpty()) {
                    rows.add(pairs(row));
                }
            } else if (!part.equals("+end")) {
                values.putAll(pairs(part));
            }
        }
        return new ActionResult.Ok(values, lists, new ActionResult.Sequel(say, transfer, text.endsWith("+end")));
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(", ")) {
            String[] sides = pair.split("=", 2);
            pairs.put(sides[0], sides.length > 1 ? sides[1] : "");
        }
        return pairs;
    }

    private void perform(Event event) {
        DialogueState before = state;
        Step step = dialogue.on(state, event);
        state = step.state();
        for (Act act : step.acts()) {
            String objection = guard.objection(before, state, act);
            played.add(objection == null ? line(act) : "FORBIDDEN " + line(act) + ": " + objection);
        }
    }

    private static String line(Act act) {
        StringBuilder line = new StringBuilder(act.name());
        if (act instanceof Act.Fill fill) {
            line.append(' ').append(fill.slot()).append('=').append(fill.value());
        } else if (act instanceof Act.Correct correct) {
            line.append(' ').append(correct.slot()).append('=').append(correct.value());
        } else if (act instanceof Act.Ask ask && !ask.slot().isEmpty()) {
            line.append(' ').append(ask.slot());
        } else if (act instanceof Act.Transfer transfer) {
            line.append(' ').append(transfer.target());
        } else if (act instanceof Act.Call call) {
            line.append(' ').append(call.action()).append(' ').append(new TreeMap<>(call.arguments()));
            line.append(call.known().isEmpty() ? "" : " with " + new TreeMap<>(call.known()));
            line.append(call.confirmed() ? " confirmed" : "");
        } else if (act instanceof Act.End end && end.gaveUp()) {
            line.append(" gave up");
        }
        return act.text().isEmpty() ? line.toString() : line + ": " + act.text();
    }
}
