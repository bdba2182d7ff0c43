package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the sound of a call goes, seen by the far end: RFC 3264, section 8.3.1 and 8.4, and RFC 3261, section 14. */
@Timeout(60)
class MediaPathIT {
    private static final int QUIET_MILLIS = 200;

    private final TestGateway gateway = new TestGateway();
    private final RawPeer peer = new RawPeer(gateway.address(Transport.UDP));
    private final DatagramSocket here = rtp();
    private final DatagramSocket there = rtp();
    private String tag = "";
    private int cseq;

    @AfterEach
    void stop() {
        peer.close();
        here.close();
        there.close();
        gateway.close();
    }

    @Test
    void followsTheFarEndAndIsSilentWhileItHolds() throws IOException {
        invite(here, "sendrecv");
        assertThat(packets(here, QUIET_MILLIS)).as("before the ACK").isZero();
        acknowledge();
        assertThat(packets(here, 500)).isGreaterThan(5);

        invite(there, "sendrecv");
        acknowledge();
        assertThat(packets(there, 500)).as("at the new address").isGreaterThan(5);
        drain(here);
        assertThat(packets(here, QUIET_MILLIS)).as("at the old one").isZero();

        invite(there, "sendonly");
        acknowledge();
        drain(there);
        assertThat(packets(there, QUIET_MILLIS)).as("on hold").isZero();

        invite(there, "sendrecv");
        acknowledge();
        assertThat(packets(there, 500)).as("resumed").isGreaterThan(5);
        hangUp();
        drain(there);
        assertThat(packets(there, QUIET_MILLIS)).as("after the BYE").isZero();
        assertThat(gateway.agent.only().events).containsExactly("answered", "held", "resumed", "ended caller-hung-up");
    }

    /** What strangers and a broken far end send to the ports of a call is dropped, and the call goes on. */
    @Test
    void dropsRubbishOnThePortsOfACall() throws IOException {
        String ok = invite(here, "sendrecv");
        acknowledge();
        assertThat(packets(here, 500)).isGreaterThan(5);
        int port = mediaPort(ok);
        InetAddress host = gateway.address(Transport.UDP).getAddress();
        Random random = new Random(11);
        try (DatagramSocket stranger = new DatagramSocket(new InetSocketAddress(Wire.loopback(), 0))) {
            for (int i = 0; i < 1_000; i++) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                if (i % 2 == 0 && bytes.length > 1) {
                    bytes[0] = (byte) 0x80; // the version of RTP, so that the rest is looked at
                    bytes[1] = (byte) (i % 4 == 0 ? 0 : 200 + i % 5);
                }
                DatagramSocket from = i % 3 == 0 ? stranger : here;
                from.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(host, port + i % 2)));
            }
        }
        drain(here);
        assertThat(packets(here, 500)).as("the call goes on").isGreaterThan(5);
        hangUp();
        assertThat(gateway.agent.only().events)
                .filteredOn(event -> !event.startsWith("digit"))
                .containsExactly("answered", "ended caller-hung-up");
        assertThat(gateway.count(SipCounter.CALL_FAULTS)).isZero();
    }

    private static DatagramSocket rtp() {
        try {
            return new DatagramSocket(new InetSocketAddress(Wire.loopback(), 0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String invite(DatagramSocket media, String direction) {
        String sdp =
                Descriptions.audio(media.getLocalAddress().getHostAddress(), media.getLocalPort(), "0 101", direction);
        cseq++;
        peer.send(peer.inviteWith(sdp, "tone", cseq, "i" + cseq, tag));
        String ok = peer.receive("SIP/2.0 200");
        tag = RawPeer.toTag(ok);
        return ok;
    }

    private void acknowledge() {
        peer.send(peer.request("ACK", "tone", cseq, "a" + cseq, tag, "Content-Length: 0"));
    }

    private void hangUp() {
        peer.send(peer.request("BYE", "tone", 90, "b90", tag, "Content-Length: 0"));
        assertThat(peer.receive("SIP/2.0 200")).contains("90 BYE");
        gateway.isEmpty();
    }

    private static int mediaPort(String ok) {
        String line =
                ok.lines().filter(l -> l.startsWith("m=audio ")).findFirst().orElseThrow();
        return Integer.parseInt(line.split(" ")[1]);
    }

    /** RTP packets that come until there are ten, or for that long. */
    private static int packets(DatagramSocket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        int count = 0;
        try {
            while (count < 10) {
                socket.receive(packet);
                boolean rtcp = (packet.getData()[1] & 0xff) >= 200 && (packet.getData()[1] & 0xff) <= 207;
                count += rtcp ? 0 : 1;
            }
        } catch (SocketTimeoutException e) {
            // No more come.
        }
        return count;
    }

    /** Takes what was on its way. */
    private static void drain(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(QUIET_MILLIS);
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        long end = System.nanoTime() + QUIET_MILLIS * 1_000_000L;
        try {
            while (System.nanoTime() - end < 0) {
                socket.receive(packet);
            }
        } catch (SocketTimeoutException e) {
            // It is quiet already.
        }
    }
}
