package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.TlsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that we make. */
@Timeout(20)
class GuardedNetworkTest {
    private static final long SECOND = 1_000_000_000L;

    private final SipCounters counters = new SipCounters();
    private final GateLimits limits = new GateLimits(100, 1, 10, 2, 2, Duration.ofSeconds(60), 100);
    private final Gate gate = new Gate(Sources.of(List.of(), List.of()), limits, counters, System::nanoTime);
    private final GuardedNetwork network =
            new GuardedNetwork(gate, limits, counters, new Tls(TlsFiles.read(TlsConfig.NONE), counters));

    /** A Contact or a Record-Route decides where we connect to: whoever writes them must not make us connect for ever. */
    @Test
    void makesOnlySoManyConnections() throws IOException {
        try (ServerSocket server = server()) {
            Socket one = connect(server);
            Socket two = connect(server);
            assertThatThrownBy(() -> connect(server)).isInstanceOf(IOException.class);
            assertThat(counters.get(SipCounter.CONNECTIONS_REFUSED)).isOne();
            one.close();
            one.close();
            Socket three = connect(server);
            assertThatThrownBy(() -> connect(server))
                    .as("closed twice, free once")
                    .isInstanceOf(IOException.class);
            two.close();
            three.close();
        }
        assertThat(network.openStreams()).isZero();
    }

    @Test
    void countsNoConnectionThatCouldNotBeMade() throws IOException {
        ServerSocket closed = server();
        closed.close();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> connect(closed)).isInstanceOf(IOException.class);
        }
        try (ServerSocket server = server();
                Socket one = connect(server);
                Socket two = connect(server)) {
            assertThat(network.openStreams()).isEqualTo(2);
        }
    }

    @Test
    void closesWhatHasBroughtNothingUnlessItsPeerHasACall() throws IOException {
        try (ServerSocket server = server();
                Socket stream = connect(server)) {
            network.closeIdle(System.nanoTime() + 59 * SECOND, peer -> false);
            assertThat(stream.isClosed()).as("before its time").isFalse();
            network.closeIdle(System.nanoTime() + 61 * SECOND, peer -> peer.equals(server.getInetAddress()));
            assertThat(stream.isClosed()).as("its peer has a call").isFalse();
            network.closeIdle(System.nanoTime() + 61 * SECOND, peer -> false);
            assertThat(stream.isClosed()).isTrue();
            assertThat(counters.get(SipCounter.CONNECTIONS_IDLE)).isOne();
        }
    }

    /** Only from a server that answers keep-alives does silence mean anything. */
    @Test
    void knowsWhoAnswersKeepAlives() throws IOException {
        try (ServerSocket server = server();
                Socket stream = connect(server);
                Socket there = server.accept()) {
            Hop hop = new Hop(server.getInetAddress(), server.getLocalPort(), "tcp");
            byte[] bytes = new byte[100];
            there.getOutputStream().write("SIP/2.0 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(stream.getInputStream().read(bytes)).isEqualTo(16);
            assertThat(network.hasPonged(hop)).isFalse();
            there.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(stream.getInputStream().read(bytes)).isEqualTo(2);
            assertThat(network.hasPonged(hop)).isTrue();
        }
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    }

    private Socket connect(ServerSocket server) throws IOException {
        return network.createSocket(server.getInetAddress(), server.getLocalPort());
    }
}
