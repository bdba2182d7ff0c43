package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before the parser (RFC 3261, sections 7 and 18.3). */
@Timeout(20)
class RawChecksTest {
    private static final String VIA = "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n";
    private static final String REST = "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: 1@b\r\n";
    private static final String HEADERS = VIA + REST;

    static Stream<Arguments> flawed() {
        String options = "OPTIONS sip:c@d SIP/2.0\r\n";
        String cseq = "CSeq: 1 OPTIONS\r\n";
        return Stream.of(
                Arguments.of("two blanks", "OPTIONS  sip:c@d SIP/2.0\r\n" + HEADERS + cseq + "\r\n", 400),
                Arguments.of("blank at the end", "OPTIONS sip:c@d SIP/2.0 \r\n" + HEADERS + cseq + "\r\n", 400),
                Arguments.of("no version", "OPTIONS sip:c@d\r\n" + HEADERS + cseq + "\r\n", 400),
                Arguments.of("other version", "OPTIONS sip:c@d SIP/3.0\r\n" + HEADERS + cseq + "\r\n", 505),
                Arguments.of("method is no token", "OPT(IONS sip:c@d SIP/2.0\r\n" + HEADERS + cseq + "\r\n", 400),
                Arguments.of("angle brackets", "OPTIONS <sip:c@d> SIP/2.0\r\n" + HEADERS + cseq + "\r\n", 400),
                Arguments.of("control in a name", options + HEADERS + cseq + "X-By\u0001pass: 1\r\n\r\n", 400),
                Arguments.of("blank in a name", options + HEADERS + cseq + "X Bypass: 1\r\n\r\n", 400),
                Arguments.of("no colon", options + HEADERS + cseq + "nonsense\r\n\r\n", 400),
                Arguments.of("rport", options + HEADERS + cseq + "v: SIP/2.0/UDP h;rport=abc\r\n\r\n", 400),
                Arguments.of("empty rport", options + HEADERS + cseq + "v: SIP/2.0/UDP h;rport=;x\r\n\r\n", 400),
                Arguments.of("spread rport", options + HEADERS + cseq + "v: SIP/2.0/UDP h ; RPORT = 7x\r\n\r\n", 400),
                Arguments.of(
                        "a Via's host with a blank", options + HEADERS + cseq + "v: SIP/2.0/UDP a b;x\r\n\r\n", 400),
                Arguments.of("a Via's protocol", options + HEADERS + cseq + "v: SIP/2.0UDP h\r\n\r\n", 400),
                Arguments.of("a Via's port", options + HEADERS + cseq + "v: SIP/2.0/UDP h:65536\r\n\r\n", 400),
                Arguments.of("a Via's comment", options + HEADERS + cseq + "v: SIP/2.0/UDP h;branch=1(;x\r\n\r\n", 400),
                Arguments.of("a Via's open quote", options + HEADERS + cseq + "v: SIP/2.0/UDP h;x=\"y\r\n\r\n", 400),
                Arguments.of("a Via and nothing", options + HEADERS + cseq + "v: SIP/2.0/UDP h,\r\n\r\n", 400),
                Arguments.of("a quoted value", options + HEADERS + cseq + "m: sip:c@d e=\"b>\"\r\n\r\n", 400),
                Arguments.of("a blank in a URI", options + HEADERS + cseq + "m: sip:c @d\r\n\r\n", 400),
                Arguments.of("a blank in a parameter", options + HEADERS + cseq + "m: <sip:c@d>;x y\r\n\r\n", 400),
                Arguments.of("a word behind a URI", options + HEADERS + cseq + "m: <sip:c@d> x\r\n\r\n", 400),
                Arguments.of("a quote in a name", options + HEADERS + cseq + "m: a \"b\" <sip:c@d>\r\n\r\n", 400),
                Arguments.of(
                        "a Call-ID beyond ASCII", options + (HEADERS + cseq).replace("1@b", "1\u00e9@b") + "\r\n", 400),
                Arguments.of("a control in a value", options + HEADERS + cseq + "X: a\u001b[2Jb\r\n\r\n", 400),
                Arguments.of("bare CR", options + HEADERS + cseq + "X: a\rY: b\r\n\r\n", 400),
                Arguments.of("two Call-IDs", options + HEADERS + cseq + "i: 2@b\r\n\r\n", 400),
                Arguments.of("two Froms", options + HEADERS + cseq + "f: <sip:x@y>;tag=2\r\n\r\n", 400),
                Arguments.of("no From", options + VIA + "To: <sip:c@d>\r\nCall-ID: 1\r\n" + cseq + "\r\n", 400),
                Arguments.of(
                        "empty To", options + VIA + "From: <sip:a@b>\r\nTo:\r\nCall-ID: 1\r\n" + cseq + "\r\n", 400),
                Arguments.of("no CSeq", options + HEADERS + "\r\n", 400),
                Arguments.of("CSeq of another method", options + HEADERS + "CSeq: 1 INVITE\r\n\r\n", 400),
                Arguments.of("CSeq 2**31", options + HEADERS + "CSeq: 2147483648 OPTIONS\r\n\r\n", 400),
                Arguments.of(
                        "CSeq of 30 digits", options + HEADERS + "CSeq: " + "9".repeat(30) + " OPTIONS\r\n\r\n", 400),
                Arguments.of("negative CSeq", options + HEADERS + "CSeq: -1 OPTIONS\r\n\r\n", 400),
                Arguments.of("negative length", options + HEADERS + cseq + "Content-Length: -1\r\n\r\n", 400),
                Arguments.of("huge length", options + HEADERS + cseq + "l: " + "9".repeat(40) + "\r\n\r\n", 400),
                Arguments.of("length beyond the body", options + HEADERS + cseq + "l: 5\r\n\r\nabcd", 400),
                Arguments.of("two lengths", options + HEADERS + cseq + "l: 1\r\nContent-Length: 1\r\n\r\na", 400),
                Arguments.of("no empty line", options + HEADERS + cseq, 400),
                Arguments.of("too many headers", options + HEADERS + cseq + "X: 1\r\n".repeat(129) + "\r\n", 513),
                Arguments.of(
                        "too long a header", options + HEADERS + cseq + "X: " + "y".repeat(9_000) + "\r\n\r\n", 513),
                Arguments.of("too long a body", options + HEADERS + cseq + "\r\n" + "z".repeat(8_193), 413),
                Arguments.of(
                        "too long together",
                        options + HEADERS + cseq + "X: " + "y".repeat(7_950) + "\r\n\r\n" + "z".repeat(8_192),
                        513),
                Arguments.of(
                        "too long a URI",
                        "OPTIONS sip:" + "u".repeat(2_048) + "@d SIP/2.0\r\n" + HEADERS + cseq + "\r\n",
                        414));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flawed")
    void refusesWhatTheGrammarForbids(String name, String message, int status) {
        assertThat(check(message)).isNotNull().extracting(Flaw::status).isEqualTo(status);
    }

    static Stream<Arguments> sound() {
        String options = "OPTIONS sip:c@d SIP/2.0\r\n";
        String cseq = "CSeq: 1 OPTIONS\r\n";
        return Stream.of(
                Arguments.of("plain", options + HEADERS + cseq + "\r\n"),
                Arguments.of("empty lines before", "\r\n\r\n" + options + HEADERS + cseq + "\r\n"),
                Arguments.of(
                        "compact forms",
                        options + "v: SIP/2.0/UDP h\r\nf: <sip:a@b>\r\nt: <sip:c@d>\r\ni: 1\r\n" + cseq
                                + "l: 0\r\n\r\n"),
                Arguments.of("blank before the colon", options + VIA + REST.replace("From:", "From :") + cseq + "\r\n"),
                Arguments.of("folded", options + HEADERS + "CSeq: 1\r\n  OPTIONS\r\n\r\n"),
                Arguments.of("leading zeros", options + HEADERS + "CSeq: 00000000000000000009 OPTIONS\r\n\r\n"),
                Arguments.of("largest CSeq", options + HEADERS + "CSeq: 2147483647 OPTIONS\r\n\r\n"),
                Arguments.of("more than it says", options + HEADERS + cseq + "l: 1\r\n\r\nabc"),
                Arguments.of(
                        "rports",
                        options + HEADERS + cseq + "v: SIP/2.0/UDP rport;rport, SIP/2.0/UDP h;rport=65535\r\n\r\n"),
                Arguments.of(
                        "Vias with all there is",
                        options + HEADERS + cseq
                                + "v: SIP / 2.0 / TCP  a-b_c.example : 4000 ; x = \"y, \\\" z\" ;lr;r=[::1]:9,"
                                + "SIP/2.0/UDP [2001:db8::1]:5060;received=2001:db8::9;branch=z9hG4bK-.!%66*_+`'~/@==\r\n\r\n"),
                Arguments.of(
                        "blanks about a name and parameters",
                        options + HEADERS + cseq + "m:  A  B\t<sip:c@d> ; x = y ;z, sip:e@f ; x = \"y z\"\r\n\r\n"),
                Arguments.of(
                        "names and parameters in quotes",
                        options + HEADERS + cseq + "m: \"a \\\" b\" <sip:c@d>;x=\"y\"\r\n\r\n"),
                Arguments.of(
                        "long URI", "OPTIONS sip:" + "u".repeat(2_042) + "@d SIP/2.0\r\n" + HEADERS + cseq + "\r\n"),
                Arguments.of("long body", options + HEADERS + cseq + "\r\n" + "z".repeat(8_192)),
                Arguments.of("several Vias", options + VIA + VIA + REST + cseq + "\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sound")
    void letsPassWhatTheGrammarAllows(String name, String message) {
        assertThat(check(message)).isNull();
    }

    @Test
    void refusesAResponseWhoseStatusHasFourDigits() {
        String message = "SIP/2.0 2000 OK\r\n" + HEADERS + "CSeq: 1 OPTIONS\r\n\r\n";
        RawMessage raw = RawMessage.scan(message.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(RawChecks.response(raw, 0)).isNotNull();
    }

    @Test
    void refusesAResponseOutsideOneToSixHundred() {
        String message = "SIP/2.0 700 Odd\r\n" + HEADERS + "CSeq: 1 OPTIONS\r\n\r\n";
        RawMessage raw = RawMessage.scan(message.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(RawChecks.response(raw, 0)).isNotNull();
    }

    /** A stack that joins folds by concatenation takes the square of the size. */
    @Test
    void scansTheWorstFoldingInLinearTime() {
        byte[] message = ("OPTIONS sip:c@d SIP/2.0\r\nX: 1" + "\r\n a".repeat(4_000) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 1_000; i++) {
            RawMessage.scan(message);
        }
    }

    private static @Nullable Flaw check(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        RawMessage raw = RawMessage.scan(bytes);
        return RawChecks.request(raw, bytes.length - Math.max(0, raw.headerEnd()));
    }
}
