package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Far ends that stop in the middle of a call: no sound any more, or no answer to anything. */
@Timeout(60)
class VanishedPeerIT {
    private static final Duration SILENCE = Duration.ofMillis(900);
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final TestGateway gateway =
            new TestGateway(TestGateway.Options.standard().silence(SILENCE));
    private final RawPeer peer = new RawPeer(gateway.address(Transport.UDP));
    private final DatagramSocket media = socket();
    private int port;
    private int sequence;

    @AfterEach
    void stop() {
        peer.close();
        media.close();
        gateway.close();
    }

    @Test
    void whoFallsSilentInMidCallIsHungUpOnAndNotBefore() throws IOException {
        answered("tone");
        speak(media, 75);
        assertThat(gateway.agent.only().events)
                .as("longer than the silence, and speaking")
                .containsExactly("answered");
        peer.send(RawPeer.response(peer.receive("BYE"), 200, ""));
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended media-timeout");
    }

    @Test
    void neitherRubbishNorAStrangersSpeechIsTheCallersAudio() throws IOException {
        answered("tone");
        try (DatagramSocket stranger = socket()) {
            for (int i = 0; i < 100 && gateway.agent.only().events.size() == 1; i++) {
                send(media, new byte[] {0, 1, 2, 3});
                speak(stranger, 1);
            }
        }
        peer.send(RawPeer.response(peer.receive("BYE"), 200, ""));
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended media-timeout");
        assertThat(gateway.agent.only().loudest).as("what the agent heard").isLessThan(100);
    }

    @Test
    void whoAnswersNoByeHasHadItsCallAllTheSame() throws IOException {
        answered("goodbye");
        String first = peer.receive("BYE");
        assertThat(peer.receive("BYE")).as("sent again").isEqualTo(first);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended agent-ended");
        Eventually.isTrue("its ports are free", Duration.ofSeconds(5), () -> gateway.media.sessions() == 0);
    }

    /** Timer F is 32 s (RFC 3261, section 17.1.2.2). */
    @Tag("soak")
    @Test
    void nothingIsLeftOfWhoAnswersNoBye() throws IOException {
        answered("goodbye");
        peer.receive("BYE");
        Eventually.isTrue(
                "the call is forgotten",
                Duration.ofSeconds(45),
                () -> gateway.gateway.endpoint().registry().isEmpty());
        gateway.isEmpty();
    }

    private void answered(String number) {
        String host = media.getLocalAddress().getHostAddress();
        String sdp = Descriptions.audio(host, media.getLocalPort(), "0 101", "sendrecv");
        peer.send(peer.inviteWith(sdp, number, 1, "v1", ""));
        String ok = peer.receive("SIP/2.0 200");
        peer.send(peer.request("ACK", number, 1, "v2", RawPeer.toTag(ok), "Content-Length: 0"));
        String line =
                ok.lines().filter(l -> l.startsWith("m=audio ")).findFirst().orElseThrow();
        port = Integer.parseInt(line.split(" ")[1]);
        Eventually.isTrue(
                "the call is up",
                Duration.ofSeconds(5),
                () -> gateway.agent.only().events.contains("answered"));
    }

    /** Frames of loud G.711 at their pace. */
    private void speak(DatagramSocket from, int frames) throws IOException {
        for (int i = 0; i < frames; i++) {
            ByteBuffer packet = ByteBuffer.allocate(172);
            packet.putShort((short) 0x8000)
                    .putShort((short) sequence)
                    .putInt(160 * sequence)
                    .putInt(77);
            sequence++;
            send(from, packet.array());
            LockSupport.parkNanos(FRAME_NANOS);
        }
    }

    private void send(DatagramSocket from, byte[] bytes) throws IOException {
        from.send(new DatagramPacket(
                bytes,
                bytes.length,
                new InetSocketAddress(gateway.address(Transport.UDP).getAddress(), port)));
    }

    private static DatagramSocket socket() {
        try {
            return new DatagramSocket(new InetSocketAddress(Wire.loopback(), 0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
