package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.MediaConfig;
import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call has a pair of ports for its audio, and there are only so many: here one, which rests long. */
@Timeout(60)
class PortsIT {
    private final TestGateway gateway = new TestGateway(TestGateway.Options.standard()
            .media(new MediaConfig(20_000, 20_001, Duration.ofSeconds(60), Duration.ofMinutes(3))));

    @AfterEach
    void stop() {
        gateway.close();
    }

    /** Nobody was told of the port, so nobody can send to it. */
    @Test
    void aRefusedCallLeavesItsPortToTheNext() {
        for (int i = 0; i < 20; i++) {
            assertThat(answer(Descriptions.FOREIGN)).startsWith("SIP/2.0 488");
        }
        assertThat(answer(Descriptions.OFFER)).startsWith("SIP/2.0 200");
    }

    /** The port of an answered call rests; without audio it is free again after a sixtieth of its rest. */
    @Test
    void answers503WithRetryAfterWhileThePortRests() {
        assertThat(answer(Descriptions.OFFER)).startsWith("SIP/2.0 200");
        String refused = answer(Descriptions.OFFER);
        assertThat(refused).startsWith("SIP/2.0 503");
        assertThat(RawPeer.header(refused, "Retry-After")).isEqualTo("5");
        assertThat(gateway.count(SipCounter.CALLS_REFUSED_MEDIA)).isOne();
        Eventually.isTrue(
                "it has rested",
                Duration.ofSeconds(20),
                () -> answer(Descriptions.OFFER).startsWith("SIP/2.0 200"));
    }

    /** The final answer to an INVITE; a call is hung up again. */
    private String answer(String sdp) {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            peer.send(peer.inviteWith(sdp, "tone", 1, "p1", ""));
            String answer = peer.receive();
            while (answer.startsWith("SIP/2.0 1")) {
                answer = peer.receive();
            }
            boolean up = answer.startsWith("SIP/2.0 200");
            String tag = RawPeer.toTag(answer);
            peer.send(peer.request("ACK", "tone", 1, up ? "p2" : "p1", tag, "Content-Length: 0"));
            if (up) {
                peer.send(peer.request("BYE", "tone", 2, "p3", tag, "Content-Length: 0"));
                assertThat(peer.receive("SIP/2.0 200")).contains("2 BYE");
            }
            gateway.isEmpty();
            return answer;
        }
    }
}
