package io.parley.server.cli;

import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.server.Json;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.PhoneObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows a conversation as it happens, both sides of it: who spoke, what was understood, thought, done and heard. Told by
 * both legs of the call, each on its own context.
 */
final class ConversationDisplay implements PhoneObserver {
    private final Lines lines;
    private final String call;
    private final List<String> thoughts = new ArrayList<>();

    ConversationDisplay(Lines lines, String call) {
        this.lines = lines;
        this.call = call;
    }

    @Override
    public void callerSpeaks(long atMillis, CallerSpeech speech) {
        String form = speech.said() ? "says \"%s\" (%.1f s)" : "plays %s (%.1f s)";
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(speech.said() ? "text" : "file", speech.name());
        data.put("seconds", speech.seconds());
        tell(
                atMillis,
                "caller",
                String.format(Locale.ROOT, form, speech.name(), speech.seconds()),
                "caller-speaks",
                data);
    }

    @Override
    public void callerSilent(long atMillis) {
        tell(atMillis, "", "", "caller-silent", Map.of());
    }

    @Override
    public void dialled(long atMillis, String digits) {
        tell(atMillis, "caller", "dials " + digits, "dialled", Map.of("digits", digits));
    }

    @Override
    public void agentSpeaks(long atMillis) {
        tell(atMillis, "", "", "agent-speaks", Map.of());
    }

    @Override
    public void agentSilent(long atMillis) {
        tell(atMillis, "", "", "agent-silent", Map.of());
    }

    @Override
    public void earToEar(long atMillis, double millis) {
        String text = String.format(Locale.ROOT, "answered %.0f ms after the caller's last sound", millis);
        tell(atMillis, "", text, "ear-to-ear", Map.of("ear_to_ear_ms", Summaries.tenth(millis)));
    }

    @Override
    public void bargeIn(long atMillis, double millis) {
        String text = String.format(Locale.ROOT, "fell silent %.0f ms after the caller cut in", millis);
        tell(atMillis, "", text, "barge-in", Map.of("barge_in_ms", Summaries.tenth(millis)));
    }

    /** What the server does. On the call's context there. */
    synchronized void onServer(CallInfo info, CallEvent event) {
        Map<String, Object> data = event.data();
        String name = event.event();
        if (name.equals("act")) {
            thoughts.add(thought(data));
        } else if (!thoughts.isEmpty()) {
            tellForPeople(event.atMillis(), "thought", String.join(", ", thoughts));
            thoughts.clear();
        }
        switch (name) {
            case "heard" -> tell(event, "heard", "\"" + data.get("text") + "\"");
            case "resembles" -> tell(event, "heard", "\"" + data.get("text") + "\", which is like " + data.get("task"));
            case "speak" -> tell(event, "agent", String.valueOf(data.get("text")));
            case "spoken" ->
                tell(
                        event,
                        "",
                        Boolean.TRUE.equals(data.get("cut"))
                                ? "cut: the caller heard \"" + data.get("heard") + "\""
                                : "");
            case "action" -> tell(event, "does", data.get("action") + " " + data.get("args"));
            case "result" ->
                tell(
                        event,
                        "",
                        data.get("outcome") + " after " + data.get("millis") + " ms "
                                + Json.ordered(data.getOrDefault("values", data.getOrDefault("reason", ""))));
            case "retract" -> tell(event, "", "takes the reply back, the caller goes on");
            case "ended" -> tell(event, "over", String.valueOf(data.get("termination")));
            default -> tell(event, "", "");
        }
    }

    private static String thought(Map<String, Object> act) {
        StringBuilder text = new StringBuilder(String.valueOf(act.get("act")));
        if (act.containsKey("value")) {
            text.append(' ').append(act.get("slot")).append("=").append(act.get("value"));
        } else if (act.containsKey("action")) {
            text.append(' ').append(act.get("action"));
        } else if (act.containsKey("slot")) {
            text.append(' ').append(act.get("slot"));
        }
        return text.toString();
    }

    private void tell(CallEvent event, String who, String text) {
        tell(event.atMillis(), who, text, event.event(), new TreeMap<>(event.data()));
    }

    private void tell(long atMillis, String who, String text, String event, Map<String, ?> data) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("call", call);
        line.put("at_ms", atMillis);
        data.forEach((key, value) -> line.put(key, Json.ordered(value)));
        lines.tell(text.isEmpty() ? "" : shown(atMillis, who, text), event, line);
    }

    private void tellForPeople(long atMillis, String who, String text) {
        lines.say(shown(atMillis, who, text));
    }

    private static String shown(long atMillis, String who, String text) {
        return String.format(Locale.ROOT, "%7.2f s  %-8s %s", atMillis / 1e3, who, text);
    }
}
