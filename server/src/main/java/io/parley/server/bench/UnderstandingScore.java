package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What became of a set of labelled recordings: shares from 0 to 1, and the counts behind them. Pure. What was understood is
 * of those turns whose label tells values, what was rejected of those that are to be rejected.
 *
 * @param cpuNanos processor time of the process while they were played, both ends of the calls included
 */
public record UnderstandingScore(List<TurnScore> turns, long cpuNanos) {
    public UnderstandingScore {
        turns = List.copyOf(turns);
    }

    /** All of these together. */
    public static UnderstandingScore of(List<UnderstandingScore> sets) {
        return new UnderstandingScore(
                sets.stream().flatMap(set -> set.turns().stream()).toList(),
                sets.stream().mapToLong(UnderstandingScore::cpuNanos).sum());
    }

    /** Turns whose label tells what has to be understood. */
    public int tellingValues() {
        return count(score -> score.turn().tellsValues());
    }

    /** Turns of which nothing may be taken. */
    public int toReject() {
        return count(score -> score.turn().reject());
    }

    public double slots() {
        int expected = slotsExpected();
        return expected == 0 ? 1 : (double) slotsRight() / expected;
    }

    private int slotsExpected() {
        return sum(score -> score.turn().expect().size());
    }

    private int slotsRight() {
        return sum(TurnScore::rightSlots);
    }

    public double whole() {
        return share(TurnScore::whole, tellingValues());
    }

    public double wrong() {
        return share(TurnScore::wrong, tellingValues());
    }

    public double askedAgain() {
        return share(UnderstandingScore::askedForValues, tellingValues());
    }

    private static boolean askedForValues(TurnScore score) {
        return score.turn().tellsValues() && score.askedAgain();
    }

    /** NaN where nothing was to be rejected. */
    public double rejected() {
        return toReject() == 0 ? Double.NaN : share(TurnScore::rejected, toReject());
    }

    public double cutIns() {
        return share(score -> score.timing().cutIn(), turns.size());
    }

    public double retracted() {
        return share(score -> score.timing().retracted(), turns.size());
    }

    public double confirmed() {
        return share(TurnScore::confirmed, turns.size());
    }

    public double[] earToEar() {
        return turns.stream()
                .mapToDouble(score -> score.timing().earToEarMillis())
                .filter(millis -> !Double.isNaN(millis))
                .toArray();
    }

    public EndOfTurnScore endOfTurn() {
        return new EndOfTurnScore(turns);
    }

    /** What happened where the agent was spoken into. */
    public FloorScore floor() {
        return new FloorScore(turns);
    }

    /** Processor time for a second of a call, in milliseconds; NaN without calls. */
    public double cpuMillisPerSecond() {
        double seconds = turns.stream().mapToDouble(TurnScore::callSeconds).sum();
        return seconds == 0 ? Double.NaN : cpuNanos / 1e6 / seconds;
    }

    private int sum(ToIntFunction<TurnScore> of) {
        return turns.stream().mapToInt(of).sum();
    }

    private int count(Predicate<TurnScore> which) {
        return (int) turns.stream().filter(which).count();
    }

    private double share(Predicate<TurnScore> which, int of) {
        return of == 0 ? 0 : (double) count(which) / of;
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
        json.put("rejected", rounded(rejected()));
        json.put("cut_ins", rounded(cutIns()));
        json.put("retracted", rounded(retracted()));
        json.put("counts", counts());
        json.put("ear_to_ear_ms", Percentiles.withMean(earToEar()));
        json.put("end_of_turn", endOfTurn().json());
        if (floor().any()) {
            json.put("floor", floor().json());
        }
        return json;
    }

    private Map<String, Object> counts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("telling_values", tellingValues());
        counts.put("slots_expected", slotsExpected());
        counts.put("slots_right", slotsRight());
        counts.put("whole", count(TurnScore::whole));
        counts.put("wrong", count(TurnScore::wrong));
        counts.put("asked_again", count(UnderstandingScore::askedForValues));
        counts.put("confirmed", count(TurnScore::confirmed));
        counts.put("to_reject", toReject());
        counts.put("rejected", count(TurnScore::rejected));
        counts.put("cut_ins", count(score -> score.timing().cutIn()));
        counts.put("retracted", count(score -> score.timing().retracted()));
        return counts;
    }

    static @Nullable Double rounded(double share) {
        return Double.isNaN(share) ? null : Math.round(share * 10_000) / 10_000.0;
    }
}
