package io.parley.sip;

import org.jspecify.annotations.Nullable;

/**
 * How it stands with our registration at a trunk's peer.
 *
 * @param trunk its name
 * @param reason why it is not registered, as the last server said or did not say, or why it could not be refreshed; null
 *     where all is well
 * @param server the one in use, such as {@code udp:192.0.2.7:5060}; null while there is none
 * @param expiresSeconds until the binding ends; 0 where there is none
 */
public record RegistrationStatus(
        String trunk,
        State state,
        @Nullable String reason,
        @Nullable String server,
        long expiresSeconds) {
    /** What it is. */
    public enum State {
        REGISTERING,
        REGISTERED,
        FAILED,
        OFF
    }
}
