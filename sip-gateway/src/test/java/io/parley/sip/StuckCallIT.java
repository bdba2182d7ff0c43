package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that nothing of their own ends any more. */
@Timeout(60)
class StuckCallIT {
    private static final Duration LENGTH = Duration.ofSeconds(2);
    private static final SipTimings TIMINGS = new SipTimings(
            Duration.ofMillis(10),
            Duration.ofMillis(80),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(300),
            LENGTH);

    private final TestGateway gateway =
            new TestGateway(TestGateway.Options.standard().timings(TIMINGS));
    private final RawPeer peer = new RawPeer(gateway.address(Transport.UDP));

    @AfterEach
    void stop() {
        peer.close();
        gateway.close();
    }

    @Test
    void aCallWhoseTimersAreLostIsHungUpOn() {
        answered("tone");
        loseTimers();

        String bye = peer.receive("BYE");
        assertThat(bye).contains("Reason: SIP;cause=500;text=\"stuck\"");
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended stuck");
        peer.send(RawPeer.response(bye, 200, ""));
        gateway.isEmpty();
        assertThat(gateway.count(SipCounter.CALLS_STUCK)).isEqualTo(1);
    }

    /** The stack would wait for 32 s: it knows nothing of the times of this test. */
    @Test
    void aDialogWhoseEndNobodyTellsIsForgotten() {
        answered("goodbye");
        peer.receive("BYE");

        Eventually.isTrue(
                "the call is forgotten",
                Duration.ofSeconds(10),
                () -> gateway.gateway.endpoint().registry().isEmpty());
        assertThat(gateway.agent.only().events).as("told once").containsExactly("answered", "ended agent-ended");
        assertThat(gateway.count(SipCounter.CALLS_STUCK)).isEqualTo(1);
        gateway.isEmpty();
    }

    private void answered(String number) {
        peer.send(peer.inviteWith(Descriptions.audio("127.0.0.1", 4_000, "0 101", "sendrecv"), number, 1, "v1", ""));
        String ok = peer.receive("SIP/2.0 200");
        peer.send(peer.request("ACK", number, 1, "v2", RawPeer.toTag(ok), "Content-Length: 0"));
        Eventually.isTrue(
                "the call is up",
                Duration.ofSeconds(5),
                () -> gateway.agent.only().events.contains("answered"));
    }

    /** All that have been set so far, those of the call among them: Vert.x counts them. */
    private void loseTimers() {
        long next = gateway.vertx.setTimer(1, id -> {});
        for (long id = 0; id < next; id++) {
            gateway.vertx.cancelTimer(id);
        }
    }
}
