package io.parley.server.cli;

import io.parley.agent.CallRecord;
import io.parley.server.bench.Percentiles;
import io.parley.server.phone.PhoneReport;
import io.parley.server.simulate.Conditions;
import io.parley.server.simulate.Difference;
import io.parley.server.simulate.Judge;
import io.parley.server.simulate.Played;
import io.parley.server.simulate.Scene;
import io.parley.server.simulate.Stage;
import io.parley.server.trial.TrialCall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code simulate} prints: a row for every call as it ends, then the conversations of those that failed. For machines
 * nothing that depends on how fast this machine is. Scenes are played on several threads, told on one.
 */
final class SimulationReport {
    private static final int SHORTEST_NAME = 20;

    private final Lines lines;
    private final List<Scene> scenes;
    private final Conditions conditions;
    private final boolean verbose;
    private final int width;
    private final List<Told> told = new ArrayList<>();
    private long began;

    /** A call that is over. */
    record Told(Played played, List<Difference> differences, String conversation) {
        boolean ok() {
            return differences.isEmpty();
        }
    }

    SimulationReport(Lines lines, List<Scene> scenes, Conditions conditions, boolean verbose) {
        this.lines = lines;
        this.scenes = scenes;
        this.conditions = conditions;
        this.verbose = verbose;
        this.width = Math.max(
                SHORTEST_NAME,
                scenes.stream().mapToInt(scene -> scene.name().length()).max().orElse(0));
    }

    void begin() {
        began = System.nanoTime();
        lines.say("");
        lines.say(row("", "call", "turns", "seconds", "speed", "answered after p50/max", "did"));
    }

    /** On the thread that plays. */
    Told play(Stage stage, Scene scene) {
        StringWriter conversation = new StringWriter();
        Lines own = new Lines(new PrintWriter(conversation), lines.json());
        ConversationDisplay display = new ConversationDisplay(own, scene.name());
        Played played = stage.play(scene, display, display::onServer);
        return new Told(played, Judge.differences(played), conversation.toString());
    }

    void tell(Told call) {
        told.add(call);
        lines.pass(lines.json() ? call.conversation : "");
        lines.tell(row(call), "judged", judged(call));
        for (Difference difference : call.differences) {
            lines.say("      " + difference);
        }
        if (verbose) {
            lines.pass(lines.json() ? "" : call.conversation + "\n");
        }
    }

    private String row(String ok, String name, String turns, String seconds, String speed, String latency, String did) {
        return String.format(
                Locale.ROOT,
                "%-5s %-" + width + "s %5s %8s %6s  %-22s  %s",
                ok,
                name,
                turns,
                seconds,
                speed,
                latency,
                did);
    }

    private String row(Told call) {
        PhoneReport report = call.played.call().report();
        CallRecord record = call.played.call().record();
        double[] latency = Summaries.earToEar(List.of(report));
        String answered = latency.length == 0
                ? "-"
                : String.format(Locale.ROOT, "%.0f/%.0f ms", Percentiles.of(latency, 0.5), Percentiles.of(latency, 1));
        return row(
                call.ok() ? "ok" : "WRONG",
                call.played.scene().name(),
                String.valueOf(record.turns().size()),
                String.format(Locale.ROOT, "%.1f", report.seconds()),
                String.format(Locale.ROOT, "%.0fx", call.played.speed()),
                answered,
                acts(record) + actions(record));
    }

    /** The acts, turn by turn. */
    private static String acts(CallRecord record) {
        return record.turns().stream().map(turn -> String.join(" ", turn.act())).collect(Collectors.joining(", "));
    }

    private static String actions(CallRecord record) {
        return record.actions().stream()
                .map(run -> "; " + run.action() + " " + run.args()
                        + (run.outcome().equals("ok") ? "" : " " + run.outcome()))
                .collect(Collectors.joining());
    }

    private static Map<String, Object> judged(Told call) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("call", call.played.scene().name());
        data.put("ok", call.ok());
        data.put(
                "differences",
                call.differences.stream()
                        .map(one -> {
                            Map<String, Object> json = new LinkedHashMap<>();
                            json.put("what", one.what());
                            json.put("expected", one.expected());
                            json.put("found", one.found());
                            return json;
                        })
                        .toList());
        return data;
    }

    /** @return whether every call was as expected */
    boolean end() {
        List<Told> wrong = told.stream().filter(call -> !call.ok()).toList();
        for (Told call : verbose ? List.<Told>of() : wrong) {
            lines.say("");
            lines.say(call.played.scene().name() + " ("
                    + call.played.scene().script().file() + ")");
            lines.pass(lines.json() ? "" : call.conversation);
            call.differences.forEach(difference -> lines.say("  WRONG: " + difference));
        }
        List<TrialCall> calls = told.stream().map(call -> call.played.call()).toList();
        double[] latency =
                Summaries.earToEar(calls.stream().map(TrialCall::report).toList());
        int right = told.size() - wrong.size();
        double seconds =
                calls.stream().mapToDouble(call -> call.report().seconds()).sum();
        double wall = (System.nanoTime() - began) / 1e9;
        lines.say("");
        lines.say(String.format(
                Locale.ROOT,
                "%d of %d calls as expected; %.0f s of calls in %.1f s, %.0f times real time; answered after %s",
                right,
                scenes.size(),
                seconds,
                wall,
                seconds / wall,
                Percentiles.text(latency)));
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("task_success", (double) right / scenes.size());
        more.put("seed", conditions.seed());
        more.put("today", conditions.today().toString());
        lines.tell("", "summary", Summaries.trial(calls, more));
        return wrong.isEmpty();
    }
}
