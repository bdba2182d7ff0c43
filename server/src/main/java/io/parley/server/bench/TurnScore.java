package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of one labelled recording. Pure.
 *
 * @param got the values that the dialogue held after it, lower case
 * @param askedAgain nothing was understood, or the agent asked for what had been said
 * @param cutIn more than 100 ms of a reply were heard before the caller had finished
 * @param retracted a reply was withdrawn because the caller went on
 * @param earToEarMillis NaN where not measured
 */
public record TurnScore(
        RecordedTurn turn,
        String heard,
        Map<String, String> got,
        boolean askedAgain,
        boolean cutIn,
        boolean retracted,
        double earToEarMillis) {

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
        return got.equals(turn.expect());
    }

    /** Something was taken for granted that was not said so. */
    boolean wrong() {
        return !whole() && !askedAgain;
    }
}
