package io.parley.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Header lines that many of our messages carry. */
final class Answers {
    /** Methods we take, in or out of a dialog. MESSAGE is not among them: nothing a stranger writes makes us act. */
    static final List<String> ALLOWED = List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "NOTIFY");

    static final Header ALLOW = new Header("Allow", String.join(", ", ALLOWED));
    static final Header ACCEPT = new Header(
            "Accept", "application/sdp, multipart/mixed, application/dtmf-relay, application/dtmf, message/sipfrag");
    /** Extensions that an INVITE may require of us. */
    static final List<String> EXTENSIONS = List.of("replaces");

    static final Header SUPPORTED = new Header("Supported", String.join(", ", EXTENSIONS));

    /** Of the INVITE that makes a call of ours: its provisional responses may be reliable (RFC 3262, section 4). */
    static final Header SUPPORTED_CALLING = new Header("Supported", "100rel, " + SUPPORTED.value());

    /** What a 2xx to an INVITE tells beside its session (RFC 3261, section 13.3.1.4). */
    static final List<Header> OF_A_SESSION = List.of(ALLOW, ACCEPT, SUPPORTED);
    /** What an answer to OPTIONS tells (section 11.2). */
    static final List<Header> OF_OURSELVES = List.of(
            ALLOW, ACCEPT, new Header("Accept-Encoding", "identity"), new Header("Accept-Language", "en"), SUPPORTED);

    private Answers() {}

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
