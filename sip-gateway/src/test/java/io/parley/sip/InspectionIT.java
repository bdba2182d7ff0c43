package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How a request is looked at before it is acted on:
 * <a href="https://www.rfc-editor.org/rfc/rfc3261#section-8.2">RFC 3261, section 8.2</a>.
 */
@Timeout(60)
class InspectionIT {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestGateway();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** What is changed in an INVITE, and what it is answered then; a header beginning so must be in the answer. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("405", "a method we know and do not offer", "INVITE", "MESSAGE", "Allow: INVITE, ACK, CANCEL"),
                refusal("501", "a method of its own", "INVITE", "SHOUT", "Allow: INVITE, ACK, CANCEL"),
                refusal("400", "two contacts", "Max-F", "Contact: <sip:b@192.0.2.1>\r\nMax-F", ""),
                refusal("400", "a contact of everything", "Contact: [^\r]*", "Contact: *", ""),
                refusal("400", "headers in the Request-URI", " SIP/2.0\r\nVia", "?Route=x SIP/2.0\r\nVia", ""),
                refusal("400", "a Require that cannot be read", "Max-F", "Require: ;;\r\nMax-F", ""),
                refusal("406", "an Accept without SDP", "Max-F", "Accept: text/plain\r\nMax-F", ""),
                refusal("414", "a Request-URI without end", "INVITE sip:", "INVITE sip:" + "x".repeat(2_048), ""),
                refusal("415", "a body of another type", "application/sdp", "text/plain", "Accept: application/sdp"),
                refusal("415", "a compressed body", "Max-F", "e: gzip\r\nMax-F", "Accept-Encoding: identity"),
                refusal(
                        "415",
                        "a body for something else",
                        "Max-F",
                        "Content-Disposition: early-session\r\nMax-F",
                        "Accept: application/sdp"),
                refusal("416", "a secure URI", "INVITE sip:", "INVITE sips:", ""),
                refusal("416", "a URI of another scheme", "INVITE sip:", "INVITE mailto:", ""),
                refusal("400", "a session of no time", "Max-F", "Session-Expires: soon\r\nMax-F", ""),
                refusal("400", "two sessions", "Max-F", "Session-Expires: 90\r\nx: 900\r\nMax-F", ""),
                refusal("422", "a session too short", "Max-F", "k: timer\r\nx: 89\r\nMax-F", "Min-SE: 90"),
                refusal(
                        "420",
                        "a required extension",
                        "Max-F",
                        "Require: precondition\r\nMax-F",
                        "Unsupported: precondition"),
                refusal(
                        "420",
                        "several required extensions",
                        "Max-F",
                        "Require: timer, path\r\nRequire: foo\r\nMax-F",
                        "Unsupported: path, foo"),
                refusal("505", "another version", "SIP/2.0\r\nVia", "SIP/3.0\r\nVia", ""));
    }

    private static Arguments refusal(String status, String what, String of, String with, String header) {
        return Arguments.of(status, what, of, with, header);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void refusesWithTheRightCode(String status, String what, String of, String with, String header) {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            String invite = peer.invite("tone", "r1").replaceFirst(of, java.util.regex.Matcher.quoteReplacement(with));
            String method = with.equals("MESSAGE") || with.equals("SHOUT") ? with : "INVITE";
            peer.send(invite.replace("CSeq: 1 INVITE", "CSeq: 1 " + method));
            String answer = peer.receive();
            assertThat(answer).startsWith("SIP/2.0 " + status).contains(header);
            assertThat(RawPeer.toTag(answer)).isNotEmpty();
            assertThat(RawPeer.header(answer, "CSeq")).isEqualTo("1 " + method);
        }
        assertThat(gateway.agent.calls).isEmpty();
    }

    static Stream<Arguments> sound() {
        return Stream.of(
                // RFC 4475, 3.3.11: only a proxy counts what is left and answers 483.
                Arguments.of("no hop left", "Max-Forwards: 70", "Max-Forwards: 0"),
                // Section 20.29: what proxies must know is none of a user agent's business.
                Arguments.of("a Proxy-Require", "Max-F", "Proxy-Require: foo\r\nMax-F"),
                Arguments.of("a Route", "Max-F", "Route: <sip:192.0.2.1;lr>\r\nMax-F"),
                Arguments.of("extensions it supports itself", "Max-F", "Supported: timer, 100rel\r\nMax-F"),
                Arguments.of("headers that nobody knows", "Max-F", "X-Odd: ;;,,\r\nMax-F"),
                Arguments.of("an Accept with SDP among others", "Max-F", "Accept: text/plain, application/*\r\nMax-F"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sound")
    void takesWhatIsOnlyUnusual(String what, String of, String with) {
        takes(peer -> peer.invite("tone", "s1").replaceFirst(of, with), true);
    }

    /** Section 20.11: what may be ignored is ignored, and the offer is then ours to make. */
    @Test
    void passesOverABodyThatIsOptional() {
        takes(
                peer -> peer.inviteWith("<x/>", "tone", 1, "s2", "", "Content-Disposition: render;handling=optional")
                        .replace("Content-Type: application/sdp", "Content-Type: application/xml"),
                false);
        takes(
                peer -> peer.inviteWith(
                                "--b\r\nContent-Type: application/isup\r\n"
                                        + "Content-Disposition: signal;handling=optional\r\n\r\nx\r\n--b--\r\n",
                                "tone",
                                1,
                                "s3",
                                "")
                        .replace("Content-Type: application/sdp", "Content-Type: multipart/mixed;boundary=b"),
                false);
    }

    @Test
    void refusesPartsOfWhichItMustUnderstandOneAndUnderstandsNone() {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            String part = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n";
            peer.send(peer.inviteWith(part, "tone", 1, "m1", "")
                    .replace("Content-Type: application/sdp", "Content-Type: multipart/mixed;boundary=b"));
            assertThat(peer.receive()).startsWith("SIP/2.0 415").contains("Accept: application/sdp, multipart/mixed");
        }
    }

    /** Section 21.4.11. */
    @Test
    void refusesABodyThatIsTooLarge() {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            peer.send(peer.inviteWith("v=0\r\n" + "a=x\r\n".repeat(1_700), "tone", 1, "b1", ""));
            assertThat(peer.receive()).startsWith("SIP/2.0 413");
        }
        assertThat(gateway.count(SipCounter.REFUSED_TOO_LARGE)).isOne();
    }

    /** Section 11.2 and 13.3.1.4. */
    @Test
    void tellsWhatItCanDo() {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            peer.send(peer.request("OPTIONS", "tone", 1, "o1", "", "Content-Length: 0"));
            String options = peer.receive();
            assertThat(options).startsWith("SIP/2.0 200");
            assertThat(RawPeer.header(options, "Allow"))
                    .isEqualTo("INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY, UPDATE, PRACK");
            assertThat(RawPeer.header(options, "Accept")).startsWith("application/sdp, ");
            assertThat(RawPeer.header(options, "Accept-Encoding")).isEqualTo("identity");
            assertThat(RawPeer.header(options, "Accept-Language")).isEqualTo("en");
            assertThat(RawPeer.header(options, "Supported")).isEqualTo("timer, 100rel, replaces");
        }
        takes(peer -> peer.invite("tone", "o2"), true);
    }

    /** The INVITE is answered 200, with what such an answer tells; the call is hung up again. */
    private static void takes(java.util.function.Function<RawPeer, String> invite, boolean answers) {
        gateway.reset();
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            peer.send(invite.apply(peer));
            String ok = peer.receive("SIP/2.0 200");
            assertThat(RawPeer.header(ok, "Allow")).startsWith("INVITE, ACK");
            assertThat(RawPeer.header(ok, "Accept")).startsWith("application/sdp");
            assertThat(RawPeer.header(ok, "Supported")).isEqualTo("timer, 100rel, replaces");
            assertThat(ok).contains("m=audio ");
            String tag = RawPeer.toTag(ok);
            String answer = answers ? "" : Descriptions.audio(peer.host(), 40_000, "0", "sendrecv");
            List<String> body = answers
                    ? List.of("Content-Length: 0")
                    : List.of("Content-Type: application/sdp", "Content-Length: " + answer.length());
            peer.send(peer.request("ACK", "tone", 1, "t2", tag, body.toArray(String[]::new)) + answer);
            peer.send(peer.request("BYE", "tone", 2, "t3", tag, "Content-Length: 0"));
            assertThat(peer.receive("SIP/2.0 200")).contains("2 BYE");
        }
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
    }
}
