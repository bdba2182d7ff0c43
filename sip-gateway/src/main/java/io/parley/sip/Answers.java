package io.parley.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Header lines that many of our messages carry. */
final class Answers {
    /** Methods we take, in or out of a dialog. MESSAGE is not among them: nothing a stranger writes makes us act. */
    static final List<String> ALLOWED =
            List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "NOTIFY", "UPDATE", "PRACK");

    static final Header ALLOW = new Header("Allow", String.join(", ", ALLOWED));
    static final Header ACCEPT = new Header(
            "Accept", "application/sdp, multipart/mixed, application/dtmf-relay, application/dtmf, message/sipfrag");

    private Answers() {}

    /** Extensions that a request may require of us. */
    static Set<String> extensions(SessionTimer timer) {
        return timer.isOn() ? Set.of("timer", "100rel", "replaces") : Set.of("100rel", "replaces");
    }

    /** RFC 3261, section 20.37. */
    static Header supported(SessionTimer timer) {
        return new Header("Supported", (timer.isOn() ? "timer, " : "") + "100rel, replaces");
    }

    /** What a 2xx to an INVITE tells beside its session (RFC 3261, section 13.3.1.4; RFC 4028, section 9). */
    static List<Header> ofASession(SessionTimer timer) {
        List<Header> headers = new ArrayList<>(ofAnUpdate(timer));
        headers.addAll(timer.answer());
        return headers;
    }

    /** The same without its session timer. */
    static List<Header> ofAnUpdate(SessionTimer timer) {
        return List.of(ALLOW, ACCEPT, supported(timer));
    }

    /** What an answer to OPTIONS tells (section 11.2). */
    static List<Header> ofOurselves(SessionTimer timer) {
        return List.of(
                ALLOW,
                ACCEPT,
                new Header("Accept-Encoding", "identity"),
                new Header("Accept-Language", "en"),
                supported(timer));
    }

    /** Tells the caller when a line may be free again. */
    static Header retryAfter(int seconds) {
        return new Header("Retry-After", Integer.toString(seconds));
    }

    /** RFC 3261, section 20.43: 399 says no more than its text. */
    static Header warning(int code, @Nullable String reason) {
        String text = String.valueOf(reason);
        return new Header(
                "Warning", code + " parley \"" + text.replace('"', '\'').replace('\\', '/') + "\"");
    }
}
