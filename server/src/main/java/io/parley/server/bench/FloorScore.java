package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Whether the agent gave up the floor to those who wanted it and kept it from everything else. Pure. Turns whose recording
 * began when the agent had finished say nothing and are counted apart.
 */
public record FloorScore(List<TurnScore> turns) {
    public FloorScore {
        turns = turns.stream()
                .filter(score -> score.turn().interruption() != null)
                .toList();
    }

    boolean any() {
        return !turns.isEmpty();
    }

    /** Recordings that began when the agent had finished. */
    public int missed() {
        return (int) turns.stream().filter(score -> score.floor() == null).count();
    }

    /** Interruptions that were meant. */
    public int interruptions() {
        return count(true, floor -> true);
    }

    /** Those of them that were taken. */
    public int taken() {
        return count(true, TurnFloor::yielded);
    }

    /** Turns of the agent into which came what wants no answer: sounds of listening, coughs, noise. */
    public int others() {
        return count(false, floor -> true);
    }

    /** Those of them that the agent gave up for it. */
    public int yields() {
        return count(false, TurnFloor::yielded);
    }

    /** Those of them in which it fell silent for a moment and went on. */
    public int paused() {
        return count(false, floor -> floor.paused() && !floor.yielded());
    }

    /** From the first sound of what was meant to the agent's last. */
    public double[] silent() {
        return turns.stream()
                .filter(score -> asked(score, true))
                .mapToDouble(score -> Objects.requireNonNull(score.floor()).silentMillis())
                .filter(millis -> !Double.isNaN(millis))
                .toArray();
    }

    private int count(boolean yields, Predicate<TurnFloor> which) {
        return (int) turns.stream()
                .filter(score -> asked(score, yields))
                .filter(score -> which.test(Objects.requireNonNull(score.floor())))
                .count();
    }

    private static boolean asked(TurnScore score, boolean yields) {
        RecordedTurn.Interruption into = score.turn().interruption();
        return score.floor() != null && into != null && into.yields() == yields;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("interruptions", interruptions());
        json.put("taken", taken());
        json.put("silent_ms", Percentiles.withMean(silent()));
        json.put("others", others());
        json.put("yields", yields());
        json.put("paused", paused());
        json.put("missed", missed());
        return json;
    }
}
