package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.config.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reliable provisional responses, <a href="https://www.rfc-editor.org/rfc/rfc3262">RFC 3262</a>, and early media. */
@Timeout(60)
class EarlyMediaIT {
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

    @ParameterizedTest
    @CsvSource({
        "prack-early, UDP, early",
        "prack-early, TCP, early",
        "prack-demanded, UDP, tone",
        "prack-demanded, TCP, tone",
        "prack-late-offer, UDP, tone",
        "prack-unlike, UDP, slow",
        "prack-offer, UDP, early",
        "prack-first, UDP, early-hasty",
        "early-unsupported, UDP, early",
    })
    void goesAsTheCallerCan(String scenario, Transport transport, String number) {
        gateway.call(scenario, number, transport);
        assertThat(gateway.agent.only().events)
                .filteredOn(event -> !event.equals("early"))
                .containsExactly("answered", "ended caller-hung-up");
        assertThat(gateway.agent.only().events.contains("early")).isEqualTo(number.startsWith("early"));
        assertThat(gateway.agent.only().ticks).isPositive();
    }

    @Test
    void refusesACallWhoseProvisionalResponseIsNeverAcknowledged() {
        SipTimings quick = TestGateway.quick();
        SipTimings patient = new SipTimings(
                quick.t1(),
                quick.t2(),
                Duration.ofSeconds(20), // longer than a PRACK is waited for
                quick.transfer(),
                quick.leave(),
                quick.callLength());
        try (TestGateway hasty = new TestGateway(TestGateway.Options.standard().timings(patient))) {
            hasty.call("prack-lost", "tone", Transport.UDP);
            assertThat(hasty.agent.only().events).containsExactly("ended rejected-504");
            // T1 of 50 ms, doubled up to 3.2 s: at 50, 150, 350, 750, 1550 and 3150 ms.
            assertThat(hasty.count(SipCounter.PROVISIONALS_RESENT)).isBetween(4L, 7L);
        }
    }

    @ParameterizedTest
    @PlainTransports
    void isToldThatTheCallerHungUpBeforeTheAnswer(Transport transport) {
        gateway.call("early-cancelled", "early-only", transport);
        assertThat(gateway.agent.only().events).containsExactly("early", "ended cancelled-487");
        assertThat(gateway.agent.only().ended).containsExactly(Termination.cancelled());
        assertThat(gateway.count(SipCounter.CALLS_ANSWERED)).isZero();
    }

    /** Section 3: each copy is the same response; the PRACK that gets through ends them. */
    @Test
    void isHeardBeforeTheAnswerAndSendsTheResponseAgainUntilThePrack() throws IOException {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP));
                DatagramSocket rtp = new DatagramSocket(new InetSocketAddress(peer.socket.getLocalAddress(), 0))) {
            String offer = Descriptions.audio(peer.host(), rtp.getLocalPort(), "0 101", "sendrecv");
            peer.send(peer.inviteWith(offer, "early-only", 1, "e1", "", "Supported: 100rel"));
            String progress = peer.receive("SIP/2.0 183");
            assertThat(loudest(rtp)).as("the tone, before any answer").isGreaterThan(1_000);
            String again = peer.receive("SIP/2.0 183");
            assertThat(RawPeer.header(again, "RSeq")).isEqualTo(RawPeer.header(progress, "RSeq"));
            String tag = RawPeer.toTag(progress);
            String rack = "RAck: " + RawPeer.header(progress, "RSeq") + " 1 INVITE";
            peer.send(peer.request("PRACK", "early-only", 2, "e2", tag, rack, "Content-Length: 0"));
            assertThat(RawPeer.header(peer.receive("SIP/2.0 200"), "CSeq")).isEqualTo("2 PRACK");
            peer.send(peer.request("BYE", "early-only", 3, "e3", tag, "Content-Length: 0"));
            String terminated = peer.receive("SIP/2.0 487");
            peer.send(peer.request("ACK", "early-only", 1, "e1", RawPeer.toTag(terminated), "Content-Length: 0"));
            gateway.isEmpty();
            assertThat(gateway.agent.only().events).containsExactly("early", "ended cancelled-487");
        }
    }

    /** A PRACK without RAck says nothing. */
    @Test
    void refusesAPrackThatDoesNotSayOfWhat() {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            peer.send(peer.invite("never", "m1", "Supported: 100rel"));
            String tag = RawPeer.toTag(peer.receive("SIP/2.0 180"));
            peer.send(peer.request("PRACK", "never", 2, "m2", tag, "Content-Length: 0"));
            assertThat(peer.receive("SIP/2.0 4")).startsWith("SIP/2.0 400");
            peer.send(peer.request("PRACK", "never", 3, "m3", tag, "RAck: 1 99999999999 INVITE", "Content-Length: 0"));
            assertThat(peer.receive("SIP/2.0 4")).startsWith("SIP/2.0 400");
            peer.send(peer.request("CANCEL", "never", 1, "m1", "", "Content-Length: 0"));
            String terminated = peer.receive("SIP/2.0 487");
            peer.send(peer.request("ACK", "never", 1, "m1", RawPeer.toTag(terminated), "Content-Length: 0"));
            gateway.isEmpty();
        }
    }

    /** Of a second of PCMU; packets of silence come before the agent has said anything. */
    private static int loudest(DatagramSocket rtp) throws IOException {
        rtp.setSoTimeout(5_000);
        int loudest = 0;
        for (int packet = 0; packet < 50 && loudest < 1_000; packet++) {
            DatagramPacket received = new DatagramPacket(new byte[400], 400);
            rtp.receive(received);
            for (int at = 12; at < received.getLength(); at++) {
                loudest = Math.max(loudest, Math.abs(linear(received.getData()[at])));
            }
        }
        return loudest;
    }

    /** ITU-T G.711, mu-law. */
    private static int linear(byte code) {
        int bits = ~code & 0xff;
        int magnitude = ((bits & 0x0f) << 3) + 0x84 << ((bits & 0x70) >> 4);
        return (bits & 0x80) != 0 ? 0x84 - magnitude : magnitude - 0x84;
    }
}
