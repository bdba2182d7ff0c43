package io.parley.server.phone;

/**
 * What came of one piece of speech of the caller, measured where the caller sits.
 *
 * @param said name of the recording
 * @param beganNanos when its first frame was sent
 * @param earToEarMillis from the caller's last speech to the agent's first sound; NaN where not measured
 * @param earlySoundMillis how much of a reply came before the caller had finished
 * @param bargeInMillis how long the agent spoke on when it was interrupted; NaN where it was not
 */
public record PhoneTurn(
        String said, long beganNanos, double earToEarMillis, int earlySoundMillis, double bargeInMillis) {

    public boolean cutIn() {
        return earlySoundMillis > CutInMeter.TOLERATED_MILLIS;
    }
}
