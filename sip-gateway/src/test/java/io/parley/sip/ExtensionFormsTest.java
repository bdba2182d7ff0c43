package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of RFC 4028, 3262 and 3311 as a stranger may write them. */
@Timeout(10)
class ExtensionFormsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Session-Expires: 1800",
                "x: 1800;refresher=uac",
                "Session-Expires: 4000 ; Refresher = UAS ;other",
                "Min-SE: 90;lr",
                "RAck: 776656 1 INVITE",
                "RAck: 4294967295\t2147483647  INVITE",
                "RSeq: 988789",
                "Supported: timer, 100rel",
                "k: timer",
                "Allow: INVITE,ACK , UPDATE",
            })
    void reachTheParserWhereTheyAreSound(String line) {
        assertThat(ExtensionForms.flaw(message(line))).isNull();
        assertThat(passes(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Session-Expires: ",
                "Session-Expires: -1",
                "Session-Expires: 1800, 90",
                "Session-Expires: 99999999999999999999",
                "Session-Expires: 1800;refresher=\"uac",
                "Session-Expires: 1800\r\nx: 90",
                "Min-SE: ninety",
                "Min-SE: 4294967296",
                "RAck: 1 INVITE",
                "RAck: 1 99999999999 INVITE",
                "RAck: 1 1 INVITE BYE",
                "RSeq: 1\r\nRSeq: 2",
            })
    void areRefusedWhereTheyAreNot(String lines) {
        assertThat(ExtensionForms.flaw(message(lines)).status()).isEqualTo(400);
        assertThat(passes(lines)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Supported: ", "Supported: ,timer", "Allow: UPDATE INVITE", "Allow: \"UPDATE\""})
    void listsThatAreOddSayNothing(String line) {
        assertThat(ExtensionForms.flaw(message(line))).isNull();
        assertThat(passes(line)).isFalse();
    }

    private static boolean passes(String lines) {
        RawMessage message = message(lines);
        return ExtensionForms.passes(message, message.fields().get(0));
    }

    private static RawMessage message(String lines) {
        String text = "UPDATE sip:x@192.0.2.1 SIP/2.0\r\n" + lines + "\r\n\r\n";
        return RawMessage.scan(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
