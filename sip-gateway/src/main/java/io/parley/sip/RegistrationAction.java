package io.parley.sip;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@link Registration} does next, as data; {@link TrunkLine} performs it. */
sealed interface RegistrationAction {

    /** Find the servers, and tell {@link Registration#resolved}. */
    record Resolve() implements RegistrationAction {}

    /**
     * Send a REGISTER.
     *
     * @param expires what to ask for; zero to leave
     * @param challenge to be answered; null for none
     * @param count how often its nonce has been used, this time included
     */
    record Send(
            long attempt,
            Hop to,
            Duration expires,
            @Nullable Challenge challenge,
            int count) implements RegistrationAction {}

    /** Tell {@link Registration#fired} after that time, and not what was armed before. */
    record Arm(Duration delay) implements RegistrationAction {}

    /** Nothing follows. */
    record Done() implements RegistrationAction {}
}
