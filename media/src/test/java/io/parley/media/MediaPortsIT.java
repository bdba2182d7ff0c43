package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which ports a call gets, and when a port serves again: on loopback sockets. */
@Timeout(60)
class MediaPortsIT {
    private final MediaFixture f = new MediaFixture();

    @AfterEach
    void stop() throws Exception {
        f.close();
    }

    @Test
    void aPortRestsUntilItIsQuietAndThenServesAgain() throws Exception {
        MediaEngine small = f.engine(24_200, 24_201, MediaFixture.LONG, Duration.ofMillis(300));
        RtpSession first = open(small);
        assertThat(first.localPort()).isEqualTo(24_200);
        first.announce();
        knockAt(24_200, small);
        first.close();
        assertThatThrownBy(() -> open(small))
                .isInstanceOf(MediaEngine.PortsExhausted.class)
                .hasMessageContaining("none of the 1 RTP port pairs 24200 to 24201 is free on 127.0.0.1");

        try (DatagramSocket stubborn = new DatagramSocket()) {
            long until = System.nanoTime() + 700_000_000L;
            while (System.nanoTime() < until) {
                send(stubborn, 24_200);
                LockSupport.parkNanos(20_000_000);
                assertThatThrownBy(() -> open(small)).isInstanceOf(MediaEngine.PortsExhausted.class);
            }
        }
        assertThat(small.counters().get(MediaCounter.STALE_PACKETS)).isPositive();
        RtpSession second = opened(small);
        assertThat(second.localPort()).isEqualTo(24_200);
    }

    /** Calls that end before anybody speaks must not use up the range. */
    @Test
    void aPortToWhichNothingCameRestsShorter() throws Exception {
        MediaEngine small = f.engine(24_204, 24_207, MediaFixture.LONG, Duration.ofSeconds(30));
        RtpSession heard = open(small);
        RtpSession unheard = open(small);
        heard.announce();
        unheard.announce();
        knockAt(heard.localPort(), small);
        heard.close();
        unheard.close();
        assertThatThrownBy(() -> open(small)).isInstanceOf(MediaEngine.PortsExhausted.class);
        RtpSession next = opened(small);
        assertThat(next.localPort()).isEqualTo(unheard.localPort());
        assertThatThrownBy(() -> open(small)).isInstanceOf(MediaEngine.PortsExhausted.class);
    }

    @Test
    void whatComesAfterACallWithoutSoundMakesItsPortRestInFull() throws Exception {
        MediaEngine small = f.engine(24_208, 24_209, MediaFixture.LONG, Duration.ofSeconds(30));
        RtpSession first = open(small);
        first.announce();
        first.close();
        knockAt(24_208, small);
        long shortRestIsOver = System.nanoTime() + 1_500_000_000L;
        while (System.nanoTime() < shortRestIsOver) {
            assertThatThrownBy(() -> open(small)).isInstanceOf(MediaEngine.PortsExhausted.class);
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Test
    void aPortThatNobodyWasToldOfServesAgainAtOnce() {
        MediaEngine small = f.engine(24_210, 24_211, MediaFixture.LONG, MediaFixture.LONG);
        for (int i = 0; i < 50; i++) {
            RtpSession refused = opened(small);
            assertThat(refused.localPort()).isEqualTo(24_210);
            refused.close();
        }
    }

    @Test
    void aPortHeldByAnotherProgramIsSkipped() throws Exception {
        try (DatagramSocket rtp = new DatagramSocket(new InetSocketAddress(Phone.LOCAL, 24_300));
                DatagramSocket rtcp = new DatagramSocket(new InetSocketAddress(Phone.LOCAL, 24_303))) {
            MediaEngine small = f.engine(24_300, 24_305, MediaFixture.LONG, MediaFixture.LONG);
            RtpSession session = open(small);

            assertThat(session.localPort()).isEqualTo(24_304);
            assertThat(small.counters().get(MediaCounter.PORTS_TAKEN_ELSEWHERE)).isEqualTo(2);
            assertThat(rtp.isBound() && rtcp.isBound()).isTrue();
            assertThatThrownBy(() -> open(small)).hasMessageContaining("the last one tried because of");
        }
    }

    /** Sends to a port until the engine has seen it. */
    private static void knockAt(int port, MediaEngine engine) throws IOException {
        long before = seen(engine);
        try (DatagramSocket somebody = new DatagramSocket()) {
            Eventually.isTrue("a packet to port " + port + " is seen", () -> {
                send(somebody, port);
                return seen(engine) > before;
            });
        }
    }

    private static void send(DatagramSocket somebody, int port) {
        byte[] packet = Packets.rtp(0, false, 1, 1, 1, new byte[160]);
        try {
            somebody.send(new DatagramPacket(packet, packet.length, new InetSocketAddress(Phone.LOCAL, port)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long seen(MediaEngine engine) {
        return engine.counters().get(MediaCounter.STALE_PACKETS)
                + engine.counters().get(MediaCounter.RTP_RECEIVED);
    }

    private RtpSession open(MediaEngine engine) {
        return engine.open(Phone.LOCAL, f.vertx.getOrCreateContext());
    }

    /** A port's rest ends at no signal that a test could wait for, so it asks until a port is free. */
    private RtpSession opened(MediaEngine engine) {
        AtomicReference<RtpSession> session = new AtomicReference<>();
        Eventually.isTrue("a port is free", Duration.ofSeconds(10), () -> {
            try {
                session.set(open(engine));
                return true;
            } catch (MediaEngine.PortsExhausted e) {
                return false;
            }
        });
        return session.get();
    }
}
