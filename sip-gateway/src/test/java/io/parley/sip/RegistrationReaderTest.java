package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long we are bound, whatever a registrar makes of our Contact. RFC 3261, section 10.2.4. */
@Timeout(10)
class RegistrationReaderTest {
    private static final InetAddress SERVER = LocalAddresses.literal("192.0.2.1");
    private static final InetAddress HERE = LocalAddresses.literal("10.0.0.7");

    private static Duration granted(String headers) throws ParseException {
        String text = "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 10.0.0.7:5060;branch=z9hG4bKx\r\n"
                + "From: <sip:200@pbx>;tag=a\r\nTo: <sip:200@pbx>;tag=b\r\nCall-ID: c\r\nCSeq: 1 REGISTER\r\n"
                + headers.replace("|", "\r\n") + "\r\nContent-Length: 0\r\n\r\n";
        SIPResponse response = (SIPResponse)
                new StringMsgParser().parseSIPMessage(text.getBytes(StandardCharsets.US_ASCII), true, false, null);
        response.setPeerPacketSourceAddress(SERVER);
        RegistrationAction.Send send =
                new RegistrationAction.Send(1, new Hop(SERVER, 5060, "udp"), Duration.ofSeconds(600), null, 1);
        return RegistrationReader.read(response, send, new Path(null, "udp", HERE, "10.0.0.7", 5060), "200")
                .granted();
    }

    @ParameterizedTest
    @CsvSource({
        // ours among others
        "'Contact: <sip:200@10.0.0.8>;expires=30, <sip:200@10.0.0.7:5060>;expires=60', 60",
        // a NAT between us
        "'Contact: <sip:200@203.0.113.9:40000>;expires=60', 60",
        "'Contact: <sip:other@203.0.113.9:40000>;expires=60', 60",
        "'Contact: <sip:200@203.0.113.9:1>;expires=60, <sip:200@203.0.113.9:2>;expires=50, <sip:x@192.0.2.3>;expires=9',"
                + " 50",
        "'Contact: <sip:x@192.0.2.3>;expires=9, <sip:y@192.0.2.3>;expires=8|Expires: 70', 70",
        "'Contact: <sip:200@10.0.0.7>|Expires: 70', 70",
        "'Expires: 70', 70",
        // nobody binds us for longer than we ask
        "'Contact: <sip:200@10.0.0.7>;expires=7200', 600",
        "'Expires: 86400', 600",
    })
    void readsTheExpiryOfOurOwnContact(String headers, long seconds) throws ParseException {
        assertThat(granted(headers)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"Server: x", "'Contact: <sip:x@192.0.2.3>;expires=9, <sip:y@192.0.2.3>;expires=8'"})
    void leavesItToWhatWasAskedWhereNothingTells(String headers) throws ParseException {
        assertThat(granted(headers)).isNull();
    }
}
