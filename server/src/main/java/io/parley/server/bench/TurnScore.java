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
        double callSeconds) {

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

    /** Something was taken for granted that was not said so. */
    boolean wrong() {
        return turn.tellsValues() && !got.equals(turn.expect()) && !askedAgain;
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
