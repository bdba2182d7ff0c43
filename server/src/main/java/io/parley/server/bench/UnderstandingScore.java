package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** What became of a set of labelled recordings: shares from 0 to 1, and the counts behind them. Pure. */
public record UnderstandingScore(List<TurnScore> turns) {
    public UnderstandingScore {
        turns = List.copyOf(turns);
    }

    public double slots() {
        int expected = sum(score -> score.turn().expect().size());
        return expected == 0 ? 1 : (double) sum(TurnScore::rightSlots) / expected;
    }

    public double whole() {
        return share(TurnScore::whole);
    }

    public double cutIns() {
        return share(TurnScore::cutIn);
    }

    public double retracted() {
        return share(TurnScore::retracted);
    }

    public double askedAgain() {
        return share(TurnScore::askedAgain);
    }

    public double wrong() {
        return share(TurnScore::wrong);
    }

    public double confirmed() {
        return share(TurnScore::confirmed);
    }

    public double[] earToEar() {
        return turns.stream()
                .mapToDouble(TurnScore::earToEarMillis)
                .filter(millis -> !Double.isNaN(millis))
                .toArray();
    }

    private int sum(ToIntFunction<TurnScore> of) {
        return turns.stream().mapToInt(of).sum();
    }

    private int count(Predicate<TurnScore> which) {
        return (int) turns.stream().filter(which).count();
    }

    private double share(Predicate<TurnScore> which) {
        return turns.isEmpty() ? 0 : (double) count(which) / turns.size();
    }

    /** The keys of the summary, see docs/commands.md. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("turns", turns.size());
        json.put("slots", rounded(slots()));
        json.put("whole", rounded(whole()));
        json.put("wrong", rounded(wrong()));
        json.put("asked_again", rounded(askedAgain()));
        json.put("confirmed", rounded(confirmed()));
        json.put("cut_ins", rounded(cutIns()));
        json.put("retracted", rounded(retracted()));
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("slots_expected", sum(score -> score.turn().expect().size()));
        counts.put("slots_right", sum(TurnScore::rightSlots));
        counts.put("whole", count(TurnScore::whole));
        counts.put("wrong", count(TurnScore::wrong));
        counts.put("asked_again", count(TurnScore::askedAgain));
        counts.put("confirmed", count(TurnScore::confirmed));
        counts.put("cut_ins", count(TurnScore::cutIn));
        counts.put("retracted", count(TurnScore::retracted));
        json.put("counts", counts);
        json.put("ear_to_ear_ms", Percentiles.json(earToEar()));
        return json;
    }

    private static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }
}
