package io.parley.sip;

import io.parley.agent.Termination;
import org.jspecify.annotations.Nullable;

/** The Reason header (RFC 3326) of a BYE that is sent for a fault of ours; an ordinary goodbye has none. */
final class Reasons {
    private Reasons() {}

    static @Nullable Header of(Termination why) {
        if (why.sipCode() >= 400) {
            return reason(why.sipCode(), why.label());
        }
        return switch (why.label()) {
            case "no-ack", "media-timeout", "session-expired" -> reason(408, why.label());
            case "server-error", "stuck" -> reason(500, why.label());
            case "shutdown" -> reason(503, why.label());
            case "too-long" -> reason(480, why.label());
            default -> null;
        };
    }

    private static Header reason(int cause, String text) {
        return new Header("Reason", "SIP;cause=" + cause + ";text=\"" + text + "\"");
    }
}
