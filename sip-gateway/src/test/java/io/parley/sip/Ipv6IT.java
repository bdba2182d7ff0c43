package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.testkit.Eventually;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

/** Whole calls over {@code ::1}: <a href="https://www.rfc-editor.org/rfc/rfc5118">RFC 5118</a>. */
@Timeout(90)
class Ipv6IT {
    private static final InetAddress LOOPBACK = LocalAddresses.literal("::1");

    private static TestGateway gateway;
    private static TestPhone phone;

    @BeforeAll
    static void start() {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            assertThat(probe.isBound()).isTrue();
        } catch (IOException e) {
            Outside.missing("IPv6 on loopback: " + e.getMessage());
        }
        gateway = new TestGateway(TestGateway.Options.standard().address(LOOPBACK));
        phone = new TestPhone(SipTimings.standard(Duration.ofMinutes(5)), LOOPBACK);
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            phone.close();
            gateway.close();
        }
    }

    @ParameterizedTest
    @PlainTransports
    void carriesAudioBothWaysWithSipp(Transport transport) {
        Sipp.Call call = Sipp.Call.once("speaks", "tone", transport);
        try (Sipp sipp = Sipp.start(call, gateway.address(transport))) {
            sipp.succeeds();
        }
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
        assertThat(gateway.agent.only().loudest).as("what SIPp plays").isGreaterThan(4_000);
    }

    @ParameterizedTest
    @PlainTransports
    void carriesAudioBothWaysWithOurTelephone(Transport transport) {
        TestPhone.Line line = phone.call(TestPhone.uri("tone", gateway.address(transport), transport));
        assertThat(line.next()).isEqualTo("answered");
        Eventually.isTrue("the tone is heard", () -> line.loudest > 4_000);
        line.dial("4#");
        Eventually.isTrue("the digits came", () -> gateway.agent.only().events.contains("digit #"));
        line.hangUp();
        assertThat(line.next()).isEqualTo("ended agent-ended");
        phone.isEmpty();
        gateway.isEmpty();
    }

    @ParameterizedTest
    @PlainTransports
    void hangsUpACallThatCameByIpv6(Transport transport) {
        gateway.call("they-hang-up-first", "goodbye", transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended agent-ended");
    }

    @ParameterizedTest
    @PlainTransports
    void callsSipp(Transport transport) {
        try (Sipp sipp = Sipp.answering("called", transport, 1, LOOPBACK)) {
            if (transport == Transport.TCP) {
                sipp.listens();
            }
            TestPhone.Line line = phone.call(TestPhone.uri("bob", sipp.address(), transport));
            assertThat(line.next()).isEqualTo("answered");
            line.hangUp();
            assertThat(line.next()).isEqualTo("ended agent-ended");
            sipp.succeeds();
        }
        phone.isEmpty();
    }

    /** Brackets where a port may follow, none in a session description: RFC 5118, section 4.5 and RFC 8866, section 5.7. */
    @Test
    void writesItsAddressTheShortWayWithBracketsInUrisAndWithoutInSdp() {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP), LOOPBACK)) {
            peer.send(peer.invite("goodbye", "v6"));
            String ok = peer.receive("SIP/2.0 200");
            int port = gateway.address(Transport.UDP).getPort();
            assertThat(RawPeer.header(ok, "Contact")).isEqualTo("<sip:goodbye@[::1]:" + port + ">");
            assertThat(ok).contains("c=IN IP6 ::1\r\n").containsPattern("o=- \\d+ 1 IN IP6 ::1\r\n");
            peer.send(peer.request("ACK", "goodbye", 1, "v6a", RawPeer.toTag(ok), "Content-Length: 0"));
            String bye = peer.receive("BYE");
            assertThat(bye).startsWith("BYE sip:raw@[::1]:");
            assertThat(RawPeer.header(bye, "Via")).startsWith("SIP/2.0/UDP [::1]:" + port + ";branch=");
            peer.send(RawPeer.response(bye, 200, ""));
        }
        gateway.isEmpty();
    }

    /** RFC 5118, section 4.5: {@code received} bears no brackets by the grammar, and some write them. */
    @Test
    void answersAPeerThatWritesItsAddressAnotherWay() {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP), LOOPBACK)) {
            for (String other : new String[] {"[0:0:0:0:0:0:0:1]", "[0::0:1]", "[::1]"}) {
                String options = peer.request("OPTIONS", "tone", 1, "w" + other.length(), "", "Content-Length: 0");
                peer.send(options.replaceFirst("Via: SIP/2.0/UDP \\[::1\\]", "Via: SIP/2.0/UDP " + other));
                assertThat(peer.receive()).as(other).startsWith("SIP/2.0 200");
                peer.send(options.replace(";rport", ";received=" + other));
                assertThat(peer.receive()).as(other).startsWith("SIP/2.0 200");
            }
        }
    }

    @Test
    void refusesTheAudioOfAFamilyThatItHasNoAddressOf() {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP), LOOPBACK)) {
            String ipv4 = Descriptions.audio("127.0.0.1", 40_000, "0", "sendrecv");
            peer.send(peer.inviteWith(ipv4, "tone", 1, "f4", ""));
            String refused = peer.receive("SIP/2.0 488");
            assertThat(RawPeer.header(refused, "Warning")).contains("expected one of IPv6");
            peer.send(peer.request("ACK", "tone", 1, "f4", RawPeer.toTag(refused), "Content-Length: 0"));
        }
        gateway.isEmpty();
    }

    @Test
    void knowsATrunkByItsPrefixAndNobodyElse() {
        Trunk carrier = new Trunk("carrier", java.util.List.of("::/64"), false, 503);
        Trunk other = new Trunk("other", java.util.List.of("2001:db8::/32"), false, 503);
        TestGateway.Options options = TestGateway.Options.standard().address(LOOPBACK);
        try (TestGateway listed = new TestGateway(options.trunks(carrier, other))) {
            listed.call("basic", "tone", Transport.UDP);
            assertThat(listed.agent.only().info.trunk()).isEqualTo("carrier");
        }
        try (TestGateway unlisted = new TestGateway(options.trunks(other));
                RawPeer stranger = new RawPeer(unlisted.address(Transport.UDP), LOOPBACK)) {
            stranger.send(stranger.invite("tone", "s6"));
            assertThat(stranger.receive(200)).isNull();
            assertThat(unlisted.count(SipCounter.DROPPED_SOURCE)).isOne();
        }
    }
}
