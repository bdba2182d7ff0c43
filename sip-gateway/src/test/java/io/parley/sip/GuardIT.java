package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Strangers, floods and broken connections; beside each of them a caller who must not notice. */
@Timeout(90)
class GuardIT {
    /**
     * A port of Contacts on which nothing listens. Without one it would be 5060, where any other process that listens
     * on every address takes the BYE and keeps the connection open.
     */
    private static final int DISCARD = 9;

    /**
     * The trunk's network is one of documentation (RFC 5737), in which no peer of a test can lie by chance. No
     * transaction may come to be either: the stack's own timer would answer 100 for it after 200 ms.
     */
    @Test
    void isSilentToWhoMayNotCall() throws IOException {
        Trunk trunk = new Trunk("carrier", List.of("192.0.2.0/24"), false, 503);
        try (TestGateway gateway =
                        new TestGateway(TestGateway.Options.standard().trunks(trunk));
                RawPeer stranger = new RawPeer(gateway.address(Transport.UDP));
                Socket stream = connect(gateway)) {
            stranger.send(stranger.invite("tone", "a1"));
            stranger.send(stranger.request("OPTIONS", "tone", 1, "a2", "", "Content-Length: 0"));
            stranger.send("rubbish");
            // Responses pass the gate, and so does what looks like one.
            for (String method : List.of("SIP/OPTIONS", "SIP/2.0")) {
                stranger.send(stranger.request(method, "tone", 1, "a3", "", "Content-Length: 0"));
            }
            assertThat(stranger.receive(300)).isNull();
            assertThat(gateway.gateway.endpoint().stack().getServerTransactionTableSize())
                    .isZero();
            assertThat(stream.getInputStream().read())
                    .as("the connection is closed")
                    .isEqualTo(-1);
            assertThat(gateway.count(SipCounter.DROPPED_SOURCE)).isEqualTo(4);
            assertThat(gateway.agent.admissions).isEmpty();
        }
    }

    @Test
    void answersOnlySomeOfAFloodOfMalformedRequests() {
        try (TestGateway gateway = new TestGateway();
                RawPeer attacker = new RawPeer(gateway.address(Transport.UDP))) {
            String broken = attacker.request("OPTIONS", "tone", 1, "b1", "", "Content-Length: -1");
            for (int i = 0; i < 3_000; i++) {
                attacker.send(broken);
            }
            gateway.call("basic", "tone", Transport.UDP);
            int answers = 0;
            while (attacker.receive(50) != null) {
                answers++;
            }
            assertThat(answers).isBetween(1, 60);
            assertThat(gateway.count(SipCounter.DROPPED_MALFORMED)).isGreaterThan(1_000);
            assertThat(gateway.gateway.endpoint().gate().waiting())
                    .as("datagrams that wait")
                    .isZero();
            assertThat(gateway.gateway.endpoint().stack().getServerTransactionTableSize())
                    .as("only the caller has transactions")
                    .isLessThan(5);
        }
    }

    @Test
    void hearsASourceOnlyAtItsRate() {
        GateLimits limits = new GateLimits(50, 10, 100, 10, 10, Duration.ofMinutes(3), 1_000);
        TestGateway.Options strict = TestGateway.Options.standard().gate(limits);
        try (TestGateway gateway = new TestGateway(strict);
                RawPeer eager = new RawPeer(gateway.address(Transport.UDP))) {
            for (int i = 0; i < 500; i++) {
                eager.send(eager.request("OPTIONS", "tone", 1, "c" + i, "", "Content-Length: 0"));
            }
            gateway.call("basic", "tone", Transport.UDP);
            assertThat(gateway.count(SipCounter.DROPPED_RATE)).isGreaterThan(300);
            assertThat(gateway.count(SipCounter.OPTIONS_ANSWERED)).isLessThan(200);
        }
    }

    @Test
    void takesOnlySoManyConnectionsFromOneSource() throws IOException {
        GateLimits limits = new GateLimits(5_000, 10, 100, 100, 5, Duration.ofMinutes(3), 1_000);
        TestGateway.Options strict = TestGateway.Options.standard().gate(limits);
        List<Socket> sockets = new ArrayList<>();
        try (TestGateway gateway = new TestGateway(strict)) {
            InetAddress source = Wire.loopback();
            for (int i = 0; i < 8; i++) {
                sockets.add(connect(gateway, source));
            }
            Eventually.isTrue("three are refused", () -> gateway.count(SipCounter.CONNECTIONS_REFUSED) == 3);
            gateway.call("basic", "tone", Transport.TCP);
            for (Socket socket : sockets) {
                socket.close();
            }
            nothingIsOpen(gateway);
            try (Socket again = connect(gateway, source)) {
                again.getOutputStream().write(options(again));
                assertThat(Wire.receive(again, 3_000)).startsWith("SIP/2.0 200");
            }
        }
    }

    /** A message that never ends must not hold a connection's threads. */
    @Test
    void closesAConnectionThatBeginsAMessageAndStops() throws IOException {
        try (TestGateway gateway = new TestGateway();
                Socket slow = connect(gateway)) {
            slow.getOutputStream().write("OPTIONS sip:a@b SIP/2.0\r\nVia: ".getBytes(StandardCharsets.US_ASCII));
            slow.setSoTimeout(20_000);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
            gateway.call("basic", "tone", Transport.TCP);
        }
    }

    /** Answers that nobody reads fill the connection until a write would wait for good. */
    @Test
    void closesAConnectionWhosePeerHasStoppedReading() throws IOException {
        try (TestGateway gateway = new TestGateway();
                Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.bind(new InetSocketAddress(Wire.loopback(), 0));
            deaf.connect(gateway.address(Transport.TCP));
            byte[] options = options(deaf);
            deaf.setSoTimeout(1);
            Thread writer = new Thread(() -> {
                try {
                    while (true) {
                        deaf.getOutputStream().write(options);
                    }
                } catch (IOException e) {
                    // Closed by the gateway: what the test waits for.
                }
            });
            writer.setDaemon(true);
            writer.start();
            gateway.call("basic", "tone", Transport.TCP);
            Eventually.isTrue(
                    "it is closed", Duration.ofSeconds(30), () -> gateway.count(SipCounter.CONNECTIONS_STALLED) == 1);
            gateway.agent.calls.clear();
            gateway.call("basic", "tone", Transport.TCP);
        }
    }

    /**
     * How far each INVITE comes before its connection is gone is chance: most are never read, some become calls, which
     * then wait for an ACK as long as the RFC says.
     */
    @Test
    void losesNothingToConnectionsThatAreReset() throws IOException {
        try (TestGateway gateway = new TestGateway(patientFor(900))) {
            for (int i = 0; i < 100; i++) {
                try (Socket socket = connectToBeReset(gateway)) {
                    for (int n = 0; n < 10; n++) {
                        socket.getOutputStream().write(invite(socket, i + "n" + n));
                    }
                }
            }
            gateway.call("basic", "tone", Transport.TCP);
            nothingIsOpen(gateway);
        }
    }

    /** The 200 has gone and cannot be sent again: after 64*T1 the call is over (RFC 3261, section 13.3.1.4). */
    @Test
    void endsTheCallsOfConnectionsThatAreResetOnceTheyAreAnswered() throws IOException {
        try (TestGateway gateway = new TestGateway(patientFor(100))) {
            for (int i = 0; i < 10; i++) {
                try (Socket socket = connectToBeReset(gateway)) {
                    socket.getOutputStream().write(invite(socket, "r" + i));
                    assertThat(finalResponse(socket)).isEqualTo(200);
                }
            }
            gateway.call("basic", "tone", Transport.TCP);
            assertThat(gateway.count(SipCounter.ACKS_MISSING)).isEqualTo(10);
            assertThat(gateway.count(SipCounter.CALLS_ANSWERED)).isEqualTo(1);
            nothingIsOpen(gateway);
        }
    }

    /** Waits 3.2 s for an ACK instead of 32. */
    private static TestGateway.Options patientFor(int lines) {
        return TestGateway.Options.standard().lines(lines).timings(TestGateway.quick());
    }

    private static int finalResponse(Socket socket) throws IOException {
        int status = Wire.status(Wire.receive(socket, 5_000));
        while (status >= 100 && status < 200) {
            status = Wire.status(Wire.receive(socket, 5_000));
        }
        return status;
    }

    private static void nothingIsOpen(TestGateway gateway) {
        Eventually.isTrue(
                "no connection is left",
                () -> gateway.gateway.endpoint().network().openStreams() == 0);
    }

    @Test
    void survivesRubbishOnAStream() throws IOException {
        try (TestGateway gateway = new TestGateway()) {
            byte[] noise = new byte[20_000];
            new java.util.Random(3).nextBytes(noise);
            for (String start : List.of("", "\r\n\r\n", "INVITE sip:a@b SIP/2.0\r\n", "SIP/2.0 200 OK\r\n")) {
                try (Socket socket = connect(gateway)) {
                    socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().write(noise);
                } catch (IOException e) {
                    // It may be closed before everything is written.
                }
            }
            gateway.call("basic", "tone", Transport.TCP);
        }
    }

    /** After a length that cannot be right nobody knows where the next message begins. */
    @Test
    void closesAStreamWhoseFramingIsLost() throws IOException {
        try (TestGateway gateway = new TestGateway()) {
            for (String length : List.of("-5", "99999999999", "20000", "x")) {
                try (Socket socket = connect(gateway)) {
                    String broken = new String(options(socket), StandardCharsets.US_ASCII)
                            .replace("Content-Length: 0", "Content-Length: " + length);
                    socket.getOutputStream().write(broken.getBytes(StandardCharsets.US_ASCII));
                    assertThat(Wire.receive(socket, 3_000))
                            .as(length)
                            .startsWith(length.equals("20000") ? "SIP/2.0 413" : "SIP/2.0 400");
                    assertThat(socket.getInputStream().read()).as(length).isEqualTo(-1);
                }
            }
        }
    }

    /** Two returns at the beginning of a line end the stack's thread for the connection, by an exception. */
    @Test
    void closesAStreamWhoseReaderHasEnded() throws IOException {
        try (TestGateway gateway = new TestGateway();
                Socket socket = connect(gateway)) {
            socket.getOutputStream().write("\r\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(5_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            gateway.call("basic", "tone", Transport.TCP);
        }
    }

    @Test
    void answersTheKeepAliveOfAStream() throws IOException {
        try (TestGateway gateway = new TestGateway();
                Socket socket = connect(gateway)) {
            isAnswered(socket);
            socket.getOutputStream().write(options(socket));
            assertThat(Wire.receive(socket, 3_000)).startsWith("SIP/2.0 200");
            isAnswered(socket);
        }
    }

    /** RFC 5626, section 4.4.1. */
    private static void isAnswered(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
    }

    /**
     * To the stack a connection's end is a keep-alive, which it would answer by a connection of its own when the first has
     * gone meanwhile.
     */
    @Test
    void connectsToNobodyWhoHasGone() throws IOException {
        List<ServerSocket> places = new ArrayList<>();
        try (TestGateway gateway = new TestGateway()) {
            for (int i = 0; i < 60; i++) {
                try (Socket caller = new Socket()) {
                    caller.setReuseAddress(true);
                    caller.bind(new InetSocketAddress(Wire.loopback(), 0));
                    caller.connect(gateway.address(Transport.TCP));
                    caller.getOutputStream().write(options(caller));
                    assertThat(Wire.receive(caller, 3_000)).startsWith("SIP/2.0 200");
                    ServerSocket place = new ServerSocket();
                    places.add(place);
                    place.setReuseAddress(true);
                    place.bind(caller.getLocalSocketAddress());
                }
            }
            nothingIsOpen(gateway);
        } finally {
            for (ServerSocket place : places) {
                place.close();
            }
        }
    }

    private static Socket connect(TestGateway gateway) throws IOException {
        return connect(gateway, Wire.loopback());
    }

    private static Socket connect(TestGateway gateway, InetAddress source) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(source, 0));
        socket.connect(gateway.address(Transport.TCP));
        return socket;
    }

    /** Its end is a reset, not a FIN. */
    private static Socket connectToBeReset(TestGateway gateway) throws IOException {
        Socket socket = connect(gateway);
        socket.setSoLinger(true, 0);
        return socket;
    }

    private static byte[] options(Socket socket) {
        return message(socket, "OPTIONS", "o" + System.nanoTime(), "");
    }

    private static byte[] invite(Socket socket, String branch) {
        return message(
                socket,
                "INVITE",
                branch,
                "Contact: <sip:x@" + socket.getLocalAddress().getHostAddress() + ":" + DISCARD + ">\r\n");
    }

    private static byte[] message(Socket socket, String method, String branch, String more) {
        String host = socket.getLocalAddress().getHostAddress();
        return (method + " sip:tone@gateway SIP/2.0\r\nVia: SIP/2.0/TCP " + host + ":" + socket.getLocalPort()
                        + ";branch=z9hG4bK" + branch + "\r\nFrom: <sip:x@" + host + ">;tag=" + branch
                        + "\r\nTo: <sip:tone@gateway>\r\nCall-ID: " + branch + "@" + host + "\r\nCSeq: 1 " + method
                        + "\r\nMax-Forwards: 70\r\n" + more + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
