package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Signalling;
import io.parley.config.TrunkPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a stranger's header fields reaches an agent, and what does not. */
@Timeout(10)
class SignallingReaderTest {
    private static final TrunkPolicy TRUSTED = new TrunkPolicy(true, List.of("X-Customer"), 0, false);

    @Test
    void believesAnAssertedIdentityOfATrustedTrunkAlone() {
        String asserted = "P-Asserted-Identity: \"Ann, of course\" <sip:+15550100@carrier.example;user=phone>";
        assertThat(read(TRUSTED, asserted).values()).isEqualTo(Map.of("call.asserted", "+15550100"));
        assertThat(read(TrunkPolicy.NONE, asserted).values()).isEmpty();
        assertThat(read(TRUSTED, "P-Preferred-Identity: <sip:ann@a.example>").values())
                .isEmpty();
    }

    /** RFC 3325, section 9.1. */
    @Test
    void takesTheFirstOfTwoAssertedIdentitiesAndNoneOfThree() {
        assertThat(read(TRUSTED, "P-Asserted-Identity: tel:+1-555-0101, <sip:ann@a.example>")
                        .values())
                .isEqualTo(Map.of("call.asserted", "+15550101"));
        assertThat(read(TRUSTED, "P-Asserted-Identity: tel:+1, <sip:a@b>", "P-Asserted-Identity: <sip:c@d>")
                        .values())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "user", "header;id", "critical; USER", "none,id"})
    void withholdsWhoWantsToStayUnknown(String privacy) {
        Signalling read = read(TRUSTED, "P-Asserted-Identity: <sip:ann@a.example>", "Privacy: " + privacy);
        assertThat(read.withheld()).isTrue();
        assertThat(read.values()).isEmpty();
        assertThat(read(TrunkPolicy.NONE, "Privacy: " + privacy).withheld()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "", "idea", "history"})
    void showsWhoDoesNot(String privacy) {
        assertThat(read(TRUSTED, "Privacy: " + privacy).withheld()).isFalse();
    }

    /** RFC 5806, section 6.2: the newest stands first. */
    @Test
    void tellsWhoSentTheCallOnAndWhoWasDialledFirst() {
        Signalling read = read(
                TrunkPolicy.NONE,
                "Diversion: <sip:+15550102@a.example>;reason=No-Answer;counter=1, <tel:+15550103>;reason=user-busy",
                "Diversion: \"First; really\" <sip:+15550104@a.example>;reason=unconditional");
        assertThat(read.values())
                .isEqualTo(Map.of(
                        "call.diverted-from", "+15550102",
                        "call.first-dialled", "+15550104",
                        "call.diversion-reason", "no-answer"));
    }

    @Test
    void namesNobodyWhoWantsNotToBeNamedAsDiverter() {
        Signalling read = read(
                TrunkPolicy.NONE,
                "Diversion: <sip:+15550102@a.example>;reason=user-busy;privacy=full, <sip:1@b>;privacy=\"name\"");
        assertThat(read.values()).isEqualTo(Map.of("call.first-dialled", "1", "call.diversion-reason", "user-busy"));
    }

    /** RFC 7044, section 5. */
    @Test
    void readsTheHistoryOfACall() {
        String history = "History-Info: <sip:bob@b.example?Reason=SIP%3Bcause%3D302>;index=1,"
                + "<sip:office@b.example?Reason=SIP%3Bcause%3D486>;index=1.1;mp=1,<sip:agent@192.0.2.1>;index=1.1.1;rc=1.1";
        assertThat(read(TrunkPolicy.NONE, history).values())
                .isEqualTo(Map.of(
                        "call.diverted-from", "office",
                        "call.first-dialled", "bob",
                        "call.diversion-reason", "user-busy"));
        assertThat(read(TrunkPolicy.NONE, history, "Privacy: history").values()).isEmpty();
        assertThat(read(TrunkPolicy.NONE, "History-Info: <sip:agent@192.0.2.1>;index=1")
                        .values())
                .isEmpty();
        assertThat(read(TrunkPolicy.NONE, "History-Info: <sip:bob@b?Privacy=history>;index=1, <sip:a@b>;index=1.1")
                        .values())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "48656c6c6f;encoding=hex | Hello",
                "00416e6e;purpose=isdn-uui;encoding=hex | Ann",
                "04416e6e | Ann", // ISDN, which is hex without saying so
                "c0ffee;encoding=hex | c0ffee", // no text
                "00416e0a6e;encoding=hex | 00416e0a6e", // a control
                "order-17;purpose=shop | order-17",
                "\"order 17\";purpose=shop | order 17",
                "4142;purpose=shop | 4142",
            })
    void readsUserToUser(String value, String text) {
        assertThat(read(TrunkPolicy.NONE, "User-to-User: " + value).values())
                .isEqualTo(Map.of("call.user-to-user", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4142;encoding=base64", "414;encoding=hex", "zz;encoding=hex", "", ";encoding=hex"})
    void leavesOutUserToUserThatCannotBeRead(String value) {
        assertThat(read(TrunkPolicy.NONE, "User-to-User: " + value).values()).isEmpty();
    }

    @Test
    void readsWhyAndByWhomACallWasMade() {
        assertThat(read(
                                TrunkPolicy.NONE,
                                "Reason: Q.850 ;cause=16 ;text=\"Terminated, at last\", SIP;cause=200",
                                "b: <sip:desk@pbx.example>;cid=\"1@2\"")
                        .values())
                .isEqualTo(Map.of("call.reason", "Q.850;cause=16", "call.referred-by", "desk"));
    }

    @Test
    void handsOnTheFieldsThatTheConfigurationNamesAndNoOthers() {
        assertThat(read(TRUSTED, "X-CUSTOMER: 4711", "X-Customer: 4712", "X-Other: 1")
                        .values())
                .isEqualTo(Map.of("call.header.x-customer", "4711"));
        assertThat(read(TrunkPolicy.NONE, "X-Customer: 4711").values()).isEmpty();
    }

    @Test
    void leavesOutWhatIsTooLong() {
        String user = "1".repeat(HeaderText.MAX_USER);
        String text = "x".repeat(HeaderText.MAX_TEXT);
        String bytes = "41".repeat(HeaderText.MAX_TEXT);
        assertThat(read(
                                TRUSTED,
                                "P-Asserted-Identity: <sip:" + user + "@a>",
                                "X-Customer: " + text,
                                "User-to-User: " + bytes + ";encoding=hex")
                        .values())
                .hasSize(3);
        assertThat(read(
                                TRUSTED,
                                "P-Asserted-Identity: <sip:" + user + "1@a>",
                                "Diversion: <sip:" + user + "1@a>;reason=" + "r".repeat(33),
                                "Reason: " + "p".repeat(33) + ";cause=1",
                                "Referred-By: <sip:" + user + "1@a>",
                                "X-Customer: " + text + "x",
                                "User-to-User: " + bytes + "41;encoding=hex")
                        .values())
                .isEmpty();
    }

    @Test
    void looksAtSoManyValuesOfAListOnly() {
        String entry = "<sip:%d@a>;index=1.%d";
        StringBuilder many = new StringBuilder("Diversion: <sip:0@a>");
        for (int i = 1; i <= 2 * HeaderText.MAX_PARTS; i++) {
            many.append(',').append(entry.formatted(i, i));
        }
        assertThat(read(TrunkPolicy.NONE, many.toString()).values())
                .isEqualTo(Map.of(
                        "call.diverted-from", "0", "call.first-dialled", String.valueOf(HeaderText.MAX_PARTS - 1)));
    }

    /** Marks of direction make a number read as another; escapes hide controls; bytes that are no UTF-8 are no text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "P-Asserted-Identity: <sip:12%0A34@a>",
                "P-Asserted-Identity: <sip:12%E2%80%AE34@a>",
                "P-Asserted-Identity: <sip:12%F34@a>",
                "P-Asserted-Identity: <sip:12%4",
                "P-Asserted-Identity: <sip:ann@a",
                "P-Asserted-Identity: sip:a.example",
                "P-Asserted-Identity: <http://ann@a.example>",
                "P-Asserted-Identity: ,",
                "Diversion: ;reason",
                "History-Info: <sip:a@b>;index=one, <sip:c@d>;index=..",
                "Reason: ;cause=1",
                "Reason: SIP;cause=no",
                "Referred-By: <sip:a@b>, <sip:c@d>",
                "X-Customer: ",
                "X-Customer: a\u202Eb",
                "X-Customer: \u0085"
            })
    void leavesOutWhatIsMalformed(String line) {
        assertThat(read(TRUSTED, line).values()).isEmpty();
    }

    @Test
    void leavesOutBytesThatAreNoText() {
        byte[] bytes = "INVITE sip:a SIP/2.0\r\nX-Customer: \u00ff\u00fe\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(SignallingReader.read(OtherFields.of(RawMessage.scan(bytes)), TRUSTED)
                        .values())
                .isEmpty();
    }

    private static Signalling read(TrunkPolicy policy, String... lines) {
        String message = "INVITE sip:a SIP/2.0\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        return SignallingReader.read(OtherFields.of(RawMessage.scan(message.getBytes(StandardCharsets.UTF_8))), policy);
    }
}
