package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ActionSpec;
import io.parley.testkit.ClosedPort;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that come about or do not, that break, and what is tried again. */
@Timeout(60)
class HttpConnectionsIT {
    @TempDir
    Path data;

    private BusFixture f;

    @BeforeEach
    void start() {
        f = new BusFixture(data);
    }

    @AfterEach
    void stop() {
        f.close();
    }

    @Test
    void aFailureIsTriedAgainWithTheSameKey() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            response.setStatusCode(n < 3 ? 500 : 200).end("{\"number\":" + n + "}");
        })) {
            ActionSpec order = Specs.with(Specs.post(api.url("/"), Map.of("d", "{d}")), Duration.ofSeconds(10), 2);

            assertThat(f.run(order, "wish", Map.of("d", "latte")))
                    .isEqualTo(new ActionResult.Ok(Map.of("number", "3")));

            Api.Seen first = api.next();
            assertThat(api.others())
                    .hasSize(2)
                    .allSatisfy(again -> assertThat(again.headers()).isEqualTo(first.headers()))
                    .allSatisfy(again -> assertThat(again.body()).isEqualTo(first.body()));
            assertThat(first.header("idempotency-key")).isNotBlank();
            assertThat(f.count(ActionsCounter.RETRIES)).isEqualTo(2);
            assertThat(f.late.attempts).containsExactly(500, 500, 200);
        }
    }

    @Test
    void retriesEnd() {
        try (Api api = new Api(
                f.vertx, (n, request, response) -> response.setStatusCode(503).end())) {
            ActionSpec read = Specs.with(Specs.get(api.url("/")), Duration.ofSeconds(10), 1);

            assertThat(f.run(read, "wish", Map.of())).isEqualTo(new ActionResult.Failed(true, "HTTP 503"));
            assertThat(api.others()).hasSize(2);
        }
    }

    @Test
    void anOrderToWaitIsFollowedWithinTheDeadline() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            response.setStatusCode(n == 1 ? 429 : 200)
                    .putHeader("retry-after", "1")
                    .end("{\"number\":1}");
        })) {
            ActionSpec read = Specs.with(Specs.get(api.url("/")), Duration.ofSeconds(10), 1);

            assertThat(f.run(read, "wish", Map.of())).isInstanceOf(ActionResult.Ok.class);
        }
    }

    @Test
    void anOrderToWaitPastTheDeadlineFailsAtOnce() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            response.setStatusCode(429).putHeader("retry-after", "120").end();
        })) {
            ActionSpec read = Specs.with(Specs.get(api.url("/")), Duration.ofSeconds(100), 5);

            assertThat(f.run(read, "wish", Map.of())).isEqualTo(new ActionResult.Failed(true, "HTTP 429"));
            assertThat(api.others()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"num", "rubbish\r\n\r\n"})
    void aBrokenConnectionIsTriedAgain(String partial) {
        AtomicInteger connections = new AtomicInteger();
        NetServer server = Await.get(f.vertx
                .createNetServer()
                .connectHandler(socket -> socket.handler(bytes -> {
                    if (connections.incrementAndGet() == 1) {
                        breakOff(socket, partial);
                    } else {
                        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"number\":1}");
                    }
                }))
                .listen(0, "127.0.0.1"));
        ActionSpec read =
                Specs.with(Specs.get("http://127.0.0.1:" + server.actualPort() + "/"), Duration.ofSeconds(10), 1);

        assertThat(f.run(read, "wish", Map.of())).isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
        assertThat(f.count(ActionsCounter.RETRIES)).isEqualTo(1);
        Await.get(server.close());
    }

    @Test
    void aResetConnectionFailsWhenNothingIsLeftToTry() {
        NetServer server = Await.get(f.vertx
                .createNetServer()
                .connectHandler(socket -> socket.handler(bytes -> breakOff(socket, "")))
                .listen(0, "127.0.0.1"));

        assertThat(f.run(Specs.get("http://127.0.0.1:" + server.actualPort() + "/"), "wish", Map.of()))
                .isEqualTo(new ActionResult.Failed(true, "the connection broke before the answer's end"));
        Await.get(server.close());
    }

    @Test
    void nobodyListening() {
        try (ClosedPort port = new ClosedPort()) {
            String origin = "http://127.0.0.1:" + port.number();
            assertThat(f.run(Specs.get(origin + "/"), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Failed(true, "no connection to " + origin));
        }
    }

    @Test
    void anUnknownHost() {
        assertThat(f.run(Specs.get("http://no-such-host.invalid/"), "wish", Map.of()))
                .isEqualTo(new ActionResult.Failed(true, "unknown host to http://no-such-host.invalid:80"));
    }

    @Test
    void aCertificateNobodyVouchesForIsNoTrustedConnection() throws Exception {
        Path keys = Certificates.of(data, "localhost").store();
        HttpServerOptions tls = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(keys.toString()).setPassword(Certificates.PASSWORD));
        try (Api api = new Api(f.vertx, tls, (n, request, response) -> response.end("{\"number\":1}"))) {
            assertThat(f.run(Specs.get("https://localhost:" + api.port() + "/"), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Failed(false, "no trusted TLS connection"));
            assertThat(api.others()).isEmpty();
        }
    }

    @Test
    void anAddressOfVersionSixIsReached() {
        CompletableFuture<String> host = new CompletableFuture<>();
        var server = Await.get(f.vertx
                .createHttpServer()
                .requestHandler(request -> {
                    host.complete(request.getHeader("host"));
                    request.response().end("{\"number\":6}");
                })
                .listen(0, "::1"));

        assertThat(f.run(Specs.get("http://[::1]:" + server.actualPort() + "/"), "wish", Map.of()))
                .isEqualTo(new ActionResult.Ok(Map.of("number", "6")));
        assertThat(Await.get(host)).isEqualTo("[::1]:" + server.actualPort());
        Await.get(server.close());
    }

    private static void breakOff(NetSocket socket, String partial) {
        if (partial.isEmpty()) {
            socket.close();
        } else {
            socket.write(partial).onComplete(v -> socket.close());
        }
    }
}
