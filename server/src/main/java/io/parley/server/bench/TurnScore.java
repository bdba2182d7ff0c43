package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one labelled recording. Pure.
 *
 * @param got the values that the dialogue held after it, lower case
 * @param askedAgain nothing was understood, or the agent asked for what had been said
 * @param taken a value or a task was taken for granted, without a question whether it was meant
 * @param timing when the agent took its turn
 * @param floor what the agent did when it was spoken into; null where it was not speaking, or nobody asked
 * @param sureness how sure the agent was of it
 * @param callSeconds how long the call was
 */
public record TurnScore(
        RecordedTurn turn,
        String heard,
        Map<String, String> got,
        boolean askedAgain,
        boolean taken,
        TurnTiming timing,
        @Nullable TurnFloor floor,
        Sureness sureness,
        double callSeconds) {

    /**
     * What decided whether a turn was believed, said back or not understood.
     *
     * @param sure slot to the dialogue's confidence in the value it holds
     * @param shares slot to the share of all meanings that agreed on it in what was heard last; before calibration
     * @param misfit of what was heard last, in natural log a frame of speech; NaN where nothing was heard
     * @param speechMillis length of it
     * @param confirmed the agent asked whether it is right
     */
    public record Sureness(
            Map<String, Double> sure, Map<String, Double> shares, double misfit, int speechMillis, boolean confirmed) {
        public static final Sureness NONE = new Sureness(Map.of(), Map.of(), Double.NaN, 0, false);
    }

    public TurnScore {
        Map<String, String> lower = new LinkedHashMap<>();
        got.forEach((slot, value) -> lower.put(slot, value.toLowerCase(Locale.ROOT)));
        got = lower;
    }

    /** Expected slots that have the right value. */
    int rightSlots() {
        return (int) turn.expect().entrySet().stream()
                .filter(slot -> slot.getValue().equals(got.get(slot.getKey())))
                .count();
    }

    /** Exactly what was said, no more. */
    public boolean whole() {
        return turn.tellsValues() && got.equals(turn.expect());
    }

    /** It was asked whether it is right. */
    boolean confirmed() {
        return sureness.confirmed();
    }

    /** Something was taken for granted that was not said so. */
    boolean wrong() {
        return turn.tellsValues() && !whole() && !askedAgain;
    }

    /** The agent was not taken in by what is none of its business. */
    boolean rejected() {
        return turn.reject() && !taken;
    }

    /** Everything that the label asks for. */
    public boolean right() {
        boolean floorRight = turn.interruption() == null || floor != null && floor.right(turn.interruption());
        return floorRight && (!turn.tellsValues() || whole()) && (!turn.reject() || rejected());
    }
}
