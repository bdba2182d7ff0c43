package io.parley.agent;

import io.parley.config.DialConfig;

/** Somebody is not called, or a caller not put through, because the configuration does not let us ({@code dial}). */
public final class DialRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DialConfig.Refusal reason;

    public DialRefused(DialConfig.Refusal reason) {
        super("not dialled: " + reason.help());
        this.reason = reason;
    }

    public DialConfig.Refusal reason() {
        return reason;
    }

    /** As a status of SIP: 503 where it may be allowed later, else 403. */
    public int status() {
        return switch (reason) {
            case SWITCHED_OFF, CALL_CAP, RATE_CAP -> 503;
            case BUSY -> 491;
            default -> 403;
        };
    }
}
