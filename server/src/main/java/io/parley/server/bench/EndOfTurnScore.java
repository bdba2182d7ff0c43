package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When the agent took its turn, over a set of recordings. Pure.
 *
 * <p>A caller is hesitating whose label marks a pause. <i>Early</i> is every turn that the agent took though the caller had
 * not finished, whether a reply was heard (a cut-in) or withdrawn in time.
 */
public record EndOfTurnScore(List<TurnScore> turns) {
    public EndOfTurnScore {
        turns = List.copyOf(turns);
    }

    /** From the caller's last sound to the commitment, where that was measured. */
    public double[] commit() {
        return turns.stream()
                .mapToDouble(score -> score.timing().commitMillis())
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    public int hesitating() {
        return count(EndOfTurnScore::hesitates);
    }

    private static boolean hesitates(TurnScore score) {
        return !score.turn().pauses().isEmpty();
    }

    /** Marked pauses of all turns. */
    public int pauses() {
        return turns.stream().mapToInt(score -> score.turn().pauses().size()).sum();
    }

    /** Pauses in which the agent took its turn, the first of each call: what comes after it is another conversation. */
    public int pausesTaken() {
        return count(score -> score.turn().pauses().stream().anyMatch(pause -> {
            int early = score.timing().earlyMillis();
            return early >= pause.from() && early < pause.to();
        }));
    }

    /** Share of the hesitating callers that were cut in on; 0 where nobody hesitated. */
    public double hesitatingCutIns() {
        return share(score -> score.timing().cutIn());
    }

    /** Share of the hesitating callers whose turn was taken too early, heard or not. */
    public double hesitatingEarly() {
        return share(score -> score.timing().early());
    }

    private double share(Predicate<TurnScore> which) {
        int of = hesitating();
        return of == 0 ? 0 : (double) count(score -> hesitates(score) && which.test(score)) / of;
    }

    private int count(Predicate<TurnScore> which) {
        return (int) turns.stream().filter(which).count();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("commit_ms", Percentiles.withMean(commit()));
        json.put("early", count(score -> score.timing().early()));
        Map<String, Object> hesitating = new LinkedHashMap<>();
        hesitating.put("turns", hesitating());
        hesitating.put("pauses", pauses());
        hesitating.put("pauses_taken", pausesTaken());
        hesitating.put("early", UnderstandingScore.rounded(hesitatingEarly()));
        hesitating.put("cut_ins", UnderstandingScore.rounded(hesitatingCutIns()));
        json.put("hesitating", hesitating);
        return json;
    }
}
