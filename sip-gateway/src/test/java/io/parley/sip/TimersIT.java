package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

/** What happens when something does not, with timers that are quick. */
@Timeout(60)
class TimersIT {

    @ParameterizedTest
    @PlainTransports
    void hangsUpWhenTheAnswerIsNeverAcknowledged(Transport transport) {
        try (TestGateway gateway = quick()) {
            gateway.call("ack-lost", "tone", transport);
            assertThat(gateway.agent.only().events).containsExactly("ended no-ack");
            assertThat(gateway.count(SipCounter.ACKS_MISSING)).isOne();
            // From T1 doubled up to T2: 50, 100, 200, 400, 400 ... for 3.2 s.
            assertThat(gateway.count(SipCounter.OKS_RESENT)).isBetween(6L, 11L);
        }
    }

    @Test
    void refusesACallThatTheAgentDoesNotTake() {
        try (TestGateway gateway = quick()) {
            gateway.call("refused-480", "never", Transport.UDP);
            assertThat(gateway.agent.only().events).containsExactly("ended rejected-480");
        }
    }

    @Test
    void hangsUpWhenNoSoundComes() {
        TestGateway.Options options = TestGateway.Options.standard().silence(Duration.ofMillis(700));
        try (TestGateway gateway = new TestGateway(options)) {
            gateway.call("they-hang-up-first", "tone", Transport.UDP);
            assertThat(gateway.agent.only().events).containsExactly("answered", "ended media-timeout");
        }
    }

    /** Who holds sends nothing, for as long as it pleases; after the resumption silence counts again. */
    @Test
    void doesNotMissSoundWhileItIsHeld() {
        TestGateway.Options options = TestGateway.Options.standard().silence(Duration.ofMillis(700));
        try (TestGateway gateway = new TestGateway(options);
                RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            peer.send(peer.invite("tone", "h1"));
            String tag = RawPeer.toTag(peer.receive("SIP/2.0 200"));
            peer.send(peer.request("ACK", "tone", 1, "h2", tag, "Content-Length: 0"));
            describe(peer, "inactive", 2, tag);
            assertThat(peer.receive(2_000)).as("three times the silence").isNull();
            int ticks = gateway.agent.only().ticks;
            describe(peer, "sendrecv", 3, tag);
            String bye = peer.receive("BYE");
            peer.send(RawPeer.response(bye, 200, ""));
            gateway.isEmpty();
            assertThat(gateway.agent.only().ticks)
                    .as("the agent's clock goes on")
                    .isGreaterThan(ticks + 10);
            assertThat(gateway.agent.only().events)
                    .containsExactly("answered", "held", "resumed", "ended media-timeout");
        }
    }

    private static void describe(RawPeer peer, String direction, int cseq, String tag) {
        String sdp = Descriptions.audio(peer.host(), 40_000, "0 101", direction);
        peer.send(peer.inviteWith(sdp, "tone", cseq, "d" + cseq, tag));
        assertThat(peer.receive("SIP/2.0 200")).contains("a=" + direction);
        peer.send(peer.request("ACK", "tone", cseq, "e" + cseq, tag, "Content-Length: 0"));
    }

    @Test
    void hangsUpAfterTheLongestThatACallMayLast() {
        SipTimings quick = TestGateway.quick();
        SipTimings brief = new SipTimings(
                quick.t1(), quick.t2(), quick.ring(), quick.transfer(), quick.leave(), Duration.ofMillis(600));
        try (TestGateway gateway =
                new TestGateway(TestGateway.Options.standard().timings(brief))) {
            gateway.call("they-hang-up-first", "tone", Transport.UDP);
            assertThat(gateway.agent.only().events).containsExactly("answered", "ended too-long");
        }
    }

    @Test
    void givesUpATransferOfWhichNothingMoreIsHeard() {
        try (TestGateway gateway = quick()) {
            gateway.call("transfer-unheard", "transfer", Transport.UDP);
            assertThat(gateway.agent.only().events).containsExactly("answered", "transfer 408", "ended caller-hung-up");
            assertThat(gateway.count(SipCounter.TRANSFERS_FAILED)).isOne();
        }
    }

    private static TestGateway quick() {
        return new TestGateway(TestGateway.Options.standard().timings(TestGateway.quick()));
    }
}
