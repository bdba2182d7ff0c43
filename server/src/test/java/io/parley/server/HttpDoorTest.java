package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.BrowserPhone;
import io.parley.config.HttpConfig;
import io.parley.server.metrics.Metrics;
import io.parley.testkit.Eventually;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets as far as a page of the HTTP API. */
@Timeout(30)
class HttpDoorTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        vertx.close().await();
    }

    private HttpApi listen(String at, int most, Duration idle) {
        HttpConfig config = new HttpConfig(at, 0, BrowserPhone.ALL, List.of("phone.example.com"));
        HttpApi api = HttpApi.listen(vertx, config, new Readiness(), new Metrics(), new Connections(most, most), idle);
        open.add(api);
        return api;
    }

    private Socket connect(HttpApi api) throws IOException {
        Socket socket = new Socket("127.0.0.1", api.port());
        open.add(socket);
        return socket;
    }

    private static void ask(Socket socket, String host, String path, String more) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** No phone is mounted: a request that gets in finds nothing, 404. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost, /health, 200",
        "127.0.0.1, 127.0.0.2, /health, 200",
        "127.0.0.2, 127.0.0.1, /health, 200",
        "127.0.0.2, rebound.example.net, /health, 421",
        "127.0.0.1, rebound.example.net, /calls, 421",
        "127.0.0.1, rebound.example.net, /phone/, 421",
        "127.0.0.1, phone.example.com, /phone/, 404",
        "127.0.0.1, phone.example.com:8443, /phone/calls/1, 404",
        "127.0.0.1, phone.example.com, /calls, 421",
        "127.0.0.1, phone.example.com, /phone/../calls, 421",
        "127.0.0.1, phone.example.com, /phones, 421",
        "0.0.0.0, 192.0.2.1, /health, 200",
        "0.0.0.0, phone.example.com, /phone/, 404",
        "0.0.0.0, rebound.example.net, /phone/, 421",
    })
    void isAskedByItsNames(String at, String host, String path, int status) throws IOException {
        HttpApi api = listen(at, 10, Connections.IDLE);
        try (Socket socket = new Socket(at.equals("0.0.0.0") ? "127.0.0.1" : at, api.port())) {
            ask(socket, host, path, "Connection: close\r\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void moreConnectionsThanThereMayBeAreClosed() throws IOException {
        HttpApi api = listen("127.0.0.1", 3, Connections.IDLE);
        List<Socket> taken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Socket socket = connect(api);
            ask(socket, "localhost", "/health", "");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            taken.add(socket);
        }
        assertThat(isClosed(connect(api))).isTrue();

        ask(taken.get(1), "localhost", "/health", "Connection: close\r\n");
        taken.get(1).getInputStream().readAllBytes();
        Eventually.isTrue("there is room for another", Duration.ofSeconds(20), () -> isServed(api));
    }

    private boolean isServed(HttpApi api) {
        try {
            Socket socket = connect(api);
            ask(socket, "localhost", "/health", "");
            return socket.getInputStream().read() == 'H';
        } catch (IOException e) {
            return false; // closed while we asked
        }
    }

    @Test
    void aConnectionOnWhichNothingComesIsClosed() throws IOException {
        assertThat(isClosed(connect(listen("127.0.0.1", 3, Duration.ofSeconds(1)))))
                .isTrue();
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true; // by a reset
        }
    }

    @Test
    void oneSourceHasSoManyOfThemButThisMachineAll() {
        Connections connections = new Connections(5, 2);
        assertThat(connections.take("192.0.2.1")).isTrue();
        assertThat(connections.take("192.0.2.1")).isTrue();
        assertThat(connections.take("192.0.2.1")).isFalse();
        assertThat(connections.take("")).isTrue();
        assertThat(connections.take("")).isTrue();
        assertThat(connections.take("")).isTrue();
        assertThat(connections.take("192.0.2.2")).as("of all").isFalse();
        connections.over("192.0.2.1");
        connections.over("192.0.2.1");
        assertThat(connections.take("192.0.2.2")).isTrue();
        assertThat(connections.sources()).isEqualTo(2);
    }
}
