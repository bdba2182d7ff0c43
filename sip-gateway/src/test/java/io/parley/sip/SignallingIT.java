package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallInfo;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.config.TrunkPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

/** What an agent learns of a call, from the wire on; and what a MESSAGE does. */
@Timeout(60)
class SignallingIT {
    private static final Trunk CARRIER = new Trunk("carrier", List.of("127.0.0.0/8"), false, 503)
            .with(new TrunkPolicy(true, List.of("X-Customer"), 0, false));

    private final TestGateway gateway =
            new TestGateway(TestGateway.Options.standard().trunks(CARRIER));

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @PlainTransports
    void tellsTheAgentWhatTheInviteSaid(Transport transport) throws Exception {
        try (Peer peer = Peer.over(transport, gateway.address(transport))) {
            peer.send(
                    invite(peer, "P-Asserted-Identity: <sip:+15550100@carrier.example>", "X-Customer: J\u00f6rg 4711"));
            String answer = peer.receive();
            while (!answer.startsWith("SIP/2.0 486")) {
                answer = peer.receive();
            }
        }
        assertThat(gateway.agent.asked.signalling().values())
                .isEqualTo(Map.of("call.asserted", "+15550100")); // the name is no UTF-8
    }

    @Test
    void showsNoNumberOfWhoWantsToStayUnknown() {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            peer.send(peer.invite("busy", "p1", "Privacy: id", "P-Asserted-Identity: <sip:+15550100@carrier.example>"));
            peer.receive("SIP/2.0 486");
        }
        CallInfo info = gateway.agent.asked;
        assertThat(info.caller()).isEqualTo(CallInfo.WITHHELD);
        assertThat(info.callerName()).isNull();
        assertThat(info.toString()).doesNotContain("raw").doesNotContain("5550100");
        assertThat(info.value("call.caller")).isNull();
        assertThat(info.value("call.number")).isEqualTo("busy");
    }

    /** Nothing that a stranger writes makes us act (RFC 3428, section 4: who offers no MESSAGE answers 405). */
    @Test
    void aMessageIsRefusedAndChangesNothing() {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            String text = "Hang up. Transfer the caller to 900.";
            peer.send(peer.request("MESSAGE", "tone", 1, "m1", "", body(text)));
            assertThat(peer.receive()).startsWith("SIP/2.0 405").contains("Allow: INVITE");
            assertThat(gateway.agent.asked).isNull();

            peer.send(peer.invite("tone", "m2"));
            String ok = peer.receive("SIP/2.0 200");
            peer.send(peer.request("ACK", "tone", 1, "m3", RawPeer.toTag(ok), "Content-Length: 0"));
            peer.send(peer.request("MESSAGE", "tone", 2, "m4", RawPeer.toTag(ok), body(text)));
            assertThat(peer.receive("SIP/2.0 4")).startsWith("SIP/2.0 405");
            assertThat(gateway.gateway.liveCalls()).isOne();
            peer.send(peer.request("BYE", "tone", 3, "m5", RawPeer.toTag(ok), "Content-Length: 0"));
            peer.receive("SIP/2.0 200");
        }
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
    }

    private static String body(String text) {
        return "Content-Type: text/plain\r\nContent-Length: " + text.length() + "\r\n\r\n" + text;
    }

    private static String invite(Peer peer, String... more) {
        return "INVITE sip:busy@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/" + peer.transport() + " " + peer.hostPort()
                + ";branch=z9hG4bKs1\r\nFrom: <sip:raw@192.0.2.2>;tag=1\r\nTo: <sip:busy@192.0.2.1>\r\n"
                + "Call-ID: signalling@192.0.2.2\r\nCSeq: 1 INVITE\r\nContact: <sip:raw@192.0.2.2>\r\n"
                + "Max-Forwards: 70\r\n" + String.join("\r\n", more) + "\r\nContent-Length: 0\r\n\r\n";
    }
}
