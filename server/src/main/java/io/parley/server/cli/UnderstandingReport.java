package io.parley.server.cli;

import io.parley.server.bench.FloorScore;
import io.parley.server.bench.Machine;
import io.parley.server.bench.Percentiles;
import io.parley.server.bench.TurnFloor;
import io.parley.server.bench.TurnScore;
import io.parley.server.bench.TurnTiming;
import io.parley.server.bench.UnderstandingScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench understanding} prints: a row for every turn, a score for every set and engine, a table of them all. On
 * one thread.
 */
final class UnderstandingReport {
    private final Lines lines;
    private final Map<String, Object> conditions;
    /** Processor time is no property of the turns, and differs from run to run: told where nothing else is promised. */
    private final boolean costs;
    /** Engine to set to score. */
    private final Map<String, Map<String, UnderstandingScore>> scores = new LinkedHashMap<>();

    private String engine = "";
    private String set = "";
    private int turns;
    private int done;
    private int right;

    /**
     * @param conditions keys of the summary
     * @param costs whether the summary tells the processor time
     */
    UnderstandingReport(Lines lines, Map<String, Object> conditions, boolean costs) {
        this.lines = lines;
        this.conditions = conditions;
        this.costs = costs;
    }

    void begin(int count) {
        lines.say(count + " turns on " + Machine.here());
    }

    /** A set of so many turns begins. */
    void set(String heardBy, String name, int count) {
        engine = heardBy;
        set = name;
        turns = count;
        done = 0;
        right = 0;
        lines.say("");
        lines.say(name + ", " + count + " turns, " + heardBy + ":");
    }

    void tell(TurnScore score) {
        done++;
        right += score.right() ? 1 : 0;
        String text = String.format(
                Locale.ROOT,
                "%4d of %d  %5.1f %% right  %s %s",
                done,
                turns,
                100.0 * right / done,
                score.turn().name(),
                outcome(score));
        lines.tell(text, "turn", json(score));
    }

    /** The set is over. */
    void show(UnderstandingScore score) {
        scores.computeIfAbsent(engine, e -> new LinkedHashMap<>()).put(set, score);
        wrong(score);
        shares(score);
    }

    void end() {
        UnderstandingTable table = new UnderstandingTable(costs);
        List<Map<String, Object>> totals = new ArrayList<>();
        List<Map<String, Object>> sets = new ArrayList<>();
        scores.forEach((name, own) -> {
            UnderstandingScore all = UnderstandingScore.of(List.copyOf(own.values()));
            totals.add(json(Map.of("engine", name), all));
            own.forEach((one, score) -> {
                Map<String, Object> which = new LinkedHashMap<>();
                which.put("set", one);
                which.put("engine", name);
                sets.add(json(which, score));
                table.row(one, name, score);
            });
            if (own.size() > 1) {
                table.row("all", name, all);
            }
        });
        lines.say("");
        lines.say(table.text());
        Map<String, Object> summary = new LinkedHashMap<>();
        if (totals.size() == 1) {
            summary.putAll(totals.get(0));
        } else {
            summary.put("engines", totals);
        }
        summary.put("sets", sets);
        summary.putAll(conditions);
        lines.tell("", "summary", summary);
    }

    private Map<String, Object> json(Map<String, Object> which, UnderstandingScore score) {
        Map<String, Object> json = new LinkedHashMap<>(which);
        json.putAll(score.json());
        if (costs) {
            json.put("cpu_ms_per_call_s", Percentiles.number(score.cpuMillisPerSecond()));
        }
        return json;
    }

    private void wrong(UnderstandingScore score) {
        List<TurnScore> wrong =
                score.turns().stream().filter(turn -> !turn.right()).toList();
        if (!wrong.isEmpty()) {
            lines.say("");
            lines.say("not right:");
        }
        wrong.forEach(turn -> lines.say(String.format(
                "  %-24s heard \"%s\"%n  %-24s got %s, expected %s",
                turn.turn().name(),
                turn.heard(),
                outcome(turn),
                turn.got(),
                turn.turn().expect())));
    }

    private void shares(UnderstandingScore score) {
        lines.say("");
        if (score.tellingValues() > 0) {
            lines.say(String.format(
                    Locale.ROOT,
                    "%s: slots %.1f %%, whole %.1f %%, wrong %.1f %%, asked again %.1f %%",
                    set,
                    100 * score.slots(),
                    100 * score.whole(),
                    100 * score.wrong(),
                    100 * score.askedAgain()));
        }
        if (score.toReject() > 0) {
            lines.say(String.format(Locale.ROOT, "%s: rejected %.1f %%", set, 100 * score.rejected()));
        }
        if (!score.floor().turns().isEmpty()) {
            lines.say(set + ": " + floor(score.floor()));
        }
        lines.say(String.format(
                Locale.ROOT,
                "confirmed %.1f %%, cut-ins %.1f %%, retracted %.1f %%",
                100 * score.confirmed(),
                100 * score.cutIns(),
                100 * score.retracted()));
        lines.say("ear to ear: " + Percentiles.text(score.earToEar()));
    }

    private static String floor(FloorScore floor) {
        return String.format(
                Locale.ROOT,
                "%d of %d interruptions taken, %d yields and %d pauses in %d turns for what was none, %d began too late",
                floor.taken(),
                floor.interruptions(),
                floor.yields(),
                floor.paused(),
                floor.others(),
                floor.missed());
    }

    private static String outcome(TurnScore score) {
        TurnTiming timing = score.timing();
        return verdict(score)
                + (timing.cutIn() ? ", cut in" : "")
                + (timing.retracted() ? ", retracted" : "")
                + (Double.isNaN(timing.earToEarMillis())
                        ? ""
                        : String.format(Locale.ROOT, ", %.0f ms", timing.earToEarMillis()));
    }

    private static String verdict(TurnScore score) {
        if (score.right()) {
            return "right";
        }
        if (score.turn().reject()) {
            return "TAKEN";
        }
        if (score.turn().interruption() != null) {
            TurnFloor floor = score.floor();
            String held = floor == null ? "began too late" : floor.yielded() ? "yielded" : "went on";
            return score.turn().tellsValues() ? held + ", not understood" : held;
        }
        return score.askedAgain() ? "asked again" : "WRONG";
    }

    private Map<String, Object> json(TurnScore score) {
        TurnTiming timing = score.timing();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("set", set);
        json.put("engine", engine);
        json.put("audio", score.turn().name());
        json.put("agent", score.turn().agent());
        json.put("expected", score.turn().expect());
        json.put("got", score.got());
        json.put("heard", score.heard());
        json.put("right", score.right());
        json.put("whole", score.whole());
        json.put("asked_again", score.askedAgain());
        json.put("confirmed", score.sureness().confirmed());
        json.put("sure", score.sureness().sure());
        json.put("shares", score.sureness().shares());
        json.put("misfit", Percentiles.number(score.sureness().misfit()));
        json.put("speech_ms", score.sureness().speechMillis());
        json.put("taken", score.taken());
        json.put("cut_in", timing.cutIn());
        json.put("retracted", timing.retracted());
        json.put("early_ms", timing.earlyMillis() < 0 ? null : timing.earlyMillis());
        json.put("commit_ms", Percentiles.number(timing.commitMillis()));
        json.put("ear_to_ear_ms", Percentiles.number(timing.earToEarMillis()));
        json.put("floor", floor(score.floor()));
        return json;
    }

    private static @Nullable Map<String, Object> floor(@Nullable TurnFloor floor) {
        if (floor == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("yielded", floor.yielded());
        json.put("paused", floor.paused());
        json.put("silent_ms", Percentiles.number(floor.silentMillis()));
        return json;
    }
}
