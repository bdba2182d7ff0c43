package io.parley.sip;

import java.time.Duration;

/**
 * How long a registration waits.
 *
 * @param answer for a server's answer before the next one is tried
 * @param base first back-off after every server has failed (RFC 5626, section 4.5)
 * @param most longest back-off
 */
record RegistrationTimes(Duration answer, Duration base, Duration most) {
    static final RegistrationTimes STANDARD =
            new RegistrationTimes(Duration.ofSeconds(8), Duration.ofSeconds(30), Duration.ofMinutes(30));
}
