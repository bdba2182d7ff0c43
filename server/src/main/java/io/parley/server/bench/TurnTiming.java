package io.parley.server.bench;

/**
 * When the agent took its turn, as measured where the caller sits. Pure.
 *
 * @param cutIn more than 100 ms of a reply were heard before the caller had finished
 * @param retracted a reply was withdrawn because the caller went on
 * @param earlyMillis where in the recording the agent first took its turn though the caller had not finished, whether or
 *     not a reply was heard; -1 where it did not
 * @param commitMillis from the caller's last sound to the moment that the turn counts as over; NaN where not measured
 * @param earToEarMillis from there to the first sound of the answer; NaN where not measured
 */
public record TurnTiming(
        boolean cutIn, boolean retracted, int earlyMillis, double commitMillis, double earToEarMillis) {

    /** Nothing was measured. */
    public static final TurnTiming NONE = new TurnTiming(false, false, -1, Double.NaN, Double.NaN);

    boolean early() {
        return earlyMillis >= 0;
    }
}
