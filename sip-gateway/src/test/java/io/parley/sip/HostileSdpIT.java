package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Session descriptions that are broken, hostile or of no use, while another call is up beside them. */
@Timeout(60)
class HostileSdpIT {
    private static final String GOOD = Descriptions.audio("192.0.2.10", 40_000, "0 101", "sendrecv");

    private static TestGateway gateway;
    private static RawPeer witness;
    private static String witnessTag;

    @BeforeAll
    static void start() {
        gateway = new TestGateway();
        witness = new RawPeer(gateway.address(Transport.UDP));
        witness.send(witness.invite("tone", "w1"));
        witnessTag = RawPeer.toTag(witness.receive("SIP/2.0 200"));
        witness.send(witness.request("ACK", "tone", 1, "w2", witnessTag, "Content-Length: 0"));
    }

    /** The call beside has noticed nothing of all this. */
    @AfterAll
    static void stop() {
        witness.send(witness.request("BYE", "tone", 2, "w3", witnessTag, "Content-Length: 0"));
        assertThat(witness.receive("SIP/2.0 ")).startsWith("SIP/2.0 200").contains("2 BYE");
        gateway.isEmpty();
        assertThat(gateway.agent.calls).hasSize(1);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
        assertThat(gateway.count(SipCounter.CALL_FAULTS)).isZero();
        assertThat(gateway.count(SipCounter.CALLS_REFUSED_MEDIA))
                .isEqualTo(descriptions().count());
        witness.close();
        gateway.close();
    }

    static Stream<Arguments> descriptions() {
        return Stream.of(
                Arguments.of("no audio", "v=0\r\no=- 1 1 IN IP4 192.0.2.10\r\ns=-\r\nt=0 0\r\n", 488),
                Arguments.of("video alone", GOOD.replace("m=audio", "m=video"), 488),
                Arguments.of("audio refused", GOOD.replace("m=audio 40000", "m=audio 0"), 488),
                Arguments.of("another profile", GOOD.replace("RTP/AVP", "UDP/BFCP"), 488),
                Arguments.of("no codec", Descriptions.FOREIGN, 488),
                Arguments.of("a port too high", GOOD.replace("40000", "70000"), 400),
                Arguments.of("a negative port", GOOD.replace("40000", "-1"), 400),
                Arguments.of("no number for a port", GOOD.replace("40000", "x"), 400),
                Arguments.of("a payload type too high", GOOD.replace("AVP 0", "AVP 300"), 488),
                Arguments.of("no address", GOOD.replaceAll("c=[^\r]*\r\n", ""), 400),
                Arguments.of("a name to look up", GOOD.replace("c=IN IP4 192.0.2.10", "c=IN IP4 example.invalid"), 488),
                Arguments.of(
                        "an address of five parts", GOOD.replace("c=IN IP4 192.0.2.10", "c=IN IP4 1.2.3.4.5"), 488),
                Arguments.of("rubbish", Descriptions.RUBBISH, 400),
                Arguments.of("zeros", "\0".repeat(200), 400),
                Arguments.of("a single letter", "v", 400));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("descriptions")
    void areRefusedWithTheRightCode(String what, String sdp, int status) {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            peer.send(peer.inviteWith(sdp, "tone", 1, "s1", ""));
            String answer = peer.receive();
            while (answer.startsWith("SIP/2.0 1")) {
                answer = peer.receive();
            }
            assertThat(Wire.status(answer)).as(answer).isEqualTo(status);
            assertThat(answer).contains("Warning: 399 parley ");
            peer.send(peer.request("ACK", "tone", 1, "s1", RawPeer.toTag(answer), "Content-Length: 0"));
        }
    }
}
