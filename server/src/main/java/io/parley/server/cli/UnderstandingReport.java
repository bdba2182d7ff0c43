package io.parley.server.cli;

import io.parley.server.bench.Machine;
import io.parley.server.bench.Percentiles;
import io.parley.server.bench.TurnScore;
import io.parley.server.bench.UnderstandingScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code bench understanding} prints: a row for every turn, a score for every set. On one thread. */
final class UnderstandingReport {
    private final Lines lines;
    private final Map<String, Object> conditions;
    private final List<TurnScore> all = new ArrayList<>();
    private final List<Map<String, Object>> sets = new ArrayList<>();
    private String set = "";
    private int turns;
    private int done;
    private int whole;

    /** @param conditions keys of the summary */
    UnderstandingReport(Lines lines, Map<String, Object> conditions) {
        this.lines = lines;
        this.conditions = conditions;
    }

    void begin(int count) {
        lines.say(count + " turns on " + Machine.here());
    }

    /** A set of so many turns begins. */
    void set(String name, int count) {
        set = name;
        turns = count;
        done = 0;
        whole = 0;
        lines.say("");
        lines.say(name + ", " + count + " turns:");
    }

    void tell(TurnScore score) {
        done++;
        whole += score.whole() ? 1 : 0;
        String text = String.format(
                Locale.ROOT,
                "%4d of %d  %5.1f %% whole  %s %s",
                done,
                turns,
                100.0 * whole / done,
                score.turn().name(),
                outcome(score));
        lines.tell(text, "turn", json(score));
    }

    /** The set is over. */
    void show(UnderstandingScore score) {
        all.addAll(score.turns());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("set", set);
        json.putAll(score.json());
        sets.add(json);
        wrong(score);
        shares(set, score);
    }

    void end() {
        UnderstandingScore score = new UnderstandingScore(all);
        if (sets.size() > 1) {
            shares("all", score);
        }
        Map<String, Object> summary = new LinkedHashMap<>(score.json());
        summary.put("sets", sets);
        summary.putAll(conditions);
        lines.tell("", "summary", summary);
    }

    private void wrong(UnderstandingScore score) {
        List<TurnScore> wrong =
                score.turns().stream().filter(turn -> !turn.whole()).toList();
        if (!wrong.isEmpty()) {
            lines.say("");
            lines.say("not whole:");
        }
        wrong.forEach(turn -> lines.say(String.format(
                "  %-24s heard \"%s\"%n  %-24s got %s, expected %s",
                turn.turn().name(),
                turn.heard(),
                outcome(turn),
                turn.got(),
                turn.turn().expect())));
    }

    private void shares(String name, UnderstandingScore score) {
        lines.say("");
        lines.say(String.format(
                Locale.ROOT,
                "%s: slots %.1f %%, whole %.1f %%, wrong %.1f %%, asked again %.1f %%, confirmed %.1f %%, cut-ins %.1f %%, retracted %.1f %%",
                name,
                100 * score.slots(),
                100 * score.whole(),
                100 * score.wrong(),
                100 * score.askedAgain(),
                100 * score.confirmed(),
                100 * score.cutIns(),
                100 * score.retracted()));
        lines.say("ear to ear: " + Percentiles.text(score.earToEar()));
    }

    private static String outcome(TurnScore score) {
        String right = score.sureness().confirmed() ? "right, asked whether" : "right";
        String what = score.whole() ? right : score.askedAgain() ? "asked again" : "WRONG";
        return what
                + (score.cutIn() ? ", cut in" : "")
                + (score.retracted() ? ", retracted" : "")
                + (Double.isNaN(score.earToEarMillis())
                        ? ""
                        : String.format(Locale.ROOT, ", %.0f ms", score.earToEarMillis()));
    }

    private Map<String, Object> json(TurnScore score) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("set", set);
        json.put("audio", score.turn().name());
        json.put("agent", score.turn().agent());
        json.put("expected", score.turn().expect());
        json.put("got", score.got());
        json.put("heard", score.heard());
        json.put("whole", score.whole());
        json.put("asked_again", score.askedAgain());
        json.put("confirmed", score.sureness().confirmed());
        json.put("sure", score.sureness().sure());
        json.put("shares", score.sureness().shares());
        json.put("misfit", Percentiles.number(score.sureness().misfit()));
        json.put("speech_ms", score.sureness().speechMillis());
        json.put("cut_in", score.cutIn());
        json.put("retracted", score.retracted());
        json.put("ear_to_ear_ms", Percentiles.number(score.earToEarMillis()));
        return json;
    }
}
