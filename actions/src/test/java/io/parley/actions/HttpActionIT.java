package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.Risk;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One action over real sockets: what goes out, and what the many ways to answer become. */
@Timeout(60)
class HttpActionIT {
    static final List<String> VALUES = Hostile.VALUES;

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final ObjectMapper JSON = new ObjectMapper();

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
    void aWritePostsItsBodyWithAKeyAndGivesTheNamedResult() throws IOException {
        try (Api api = Api.json(f.vertx, "{\"number\":42.0}")) {
            ActionSpec order = Specs.post(api.url("/orders"), Map.of("drink", "{drink}", "size", "{size}"));

            ActionResult result = f.run(order, "wish", Map.of("drink", "latte"));

            assertThat(result).isEqualTo(new ActionResult.Ok(Map.of("number", "42")));
            Api.Seen request = api.next();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.uri()).isEqualTo("/orders");
            assertThat(JSON.readTree(request.body())).isEqualTo(JSON.readTree("{\"drink\":\"latte\"}"));
            assertThat(request.header("content-type")).isEqualTo("application/json");
            assertThat(request.header("idempotency-key")).matches("[0-9a-f]{32}");
            assertThat(f.count(ActionsCounter.OK)).isEqualTo(1);
            assertThat(f.late.attempts).containsExactly(200);
            assertThat(f.late.results).containsExactly(result);
        }
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.6">RFC 9110 section 8.6</a>. */
    @Test
    void aWriteWithoutABodySaysThatItHasNone() {
        try (Api api = Api.json(f.vertx, "{\"number\":1}")) {
            assertThat(f.run(Specs.post(api.url("/"), null), "wish", Map.of())).isInstanceOf(ActionResult.Ok.class);
            Api.Seen request = api.next();
            assertThat(request.body()).isEmpty();
            assertThat(request.header("content-length")).isEqualTo("0");
            assertThat(request.header("content-type")).isNull();
        }
    }

    @Test
    void aReadCarriesNoKey() {
        try (Api api = Api.json(f.vertx, "{\"number\":\"7\"}")) {
            assertThat(f.run(Specs.get(api.url("/orders/{id}")), "wish", Map.of("id", "a b")))
                    .isEqualTo(new ActionResult.Ok(Map.of("number", "7")));
            Api.Seen request = api.next();
            assertThat(request.uri()).isEqualTo("/orders/a%20b");
            assertThat(request.header("idempotency-key")).isNull();
        }
    }

    @ParameterizedTest
    @FieldSource("VALUES")
    void hostileValuesArriveAsDataInEveryPlaceAtOnce(String value) throws IOException {
        try (Api api = Api.json(f.vertx, "{\"number\":1}")) {
            ActionSpec action = Specs.spec(
                    Risk.WRITE,
                    new Http(
                            "PUT",
                            api.url("/a/{x}/b?in={x}"),
                            Map.of("q", "{x}"),
                            Map.of("X-Name", "{x}"),
                            Map.of("x", "{x}")));

            assertThat(f.run(action, "wish", Map.of("x", value))).isInstanceOf(ActionResult.Ok.class);

            Api.Seen request = api.next();
            String encoded = Percent.encode(value);
            assertThat(request.uri()).isEqualTo("/a/" + encoded + "/b?in=" + encoded + "&q=" + encoded);
            String header = request.header("x-name");
            assertThat(new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                    .isEqualTo(value.strip());
            assertThat(request.headerNames())
                    .containsExactlyInAnyOrder(
                            "accept",
                            "user-agent",
                            "content-type",
                            "x-name",
                            "idempotency-key",
                            "host",
                            "content-length");
            JsonNode body = JSON.readTree(request.body());
            assertThat(body).hasSize(1);
            assertThat(body.path("x").textValue()).isEqualTo(value);
            assertThat(api.others()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/vnd.api+json; charset=utf-8", "nonsense", ""})
    void theContentTypeOfAnAnswerDoesNotMatter(String type) {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            if (!type.isEmpty()) {
                response.putHeader("content-type", type);
            }
            response.end("{\"number\":1}");
        })) {
            assertThat(f.run(Specs.get(api.url("/")), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
        }
    }

    @Test
    void rubbishIsAFailure() {
        try (Api api = new Api(f.vertx, (n, request, response) -> response.end("<html>It works!</html>"))) {
            assertThat(f.run(Specs.get(api.url("/")), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Failed(false, "the answer is not JSON"));
        }
    }

    @Test
    void aMissingResultNamesItsPath() {
        try (Api api = Api.json(f.vertx, "{\"id\":1}")) {
            assertThat(f.run(Specs.get(api.url("/")), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Failed(false, "the answer has nothing at $['number']"));
        }
    }

    @Test
    void aRefusalGivesTheOtherSidesReason() {
        try (Api api = new Api(
                f.vertx,
                (n, request, response) -> response.setStatusCode(409).end("{\"detail\":\"No oat milk today.\"}"))) {
            assertThat(f.run(Specs.post(api.url("/"), Map.of()), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Refused(409, "No oat milk today."));
            assertThat(f.count(ActionsCounter.REFUSED)).isEqualTo(1);
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOffAtTheCap() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            response.setChunked(true);
            response.exceptionHandler(e -> {});
            flood(response, " ".repeat(16_384));
        })) {
            assertThat(f.run(Specs.get(api.url("/")), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Failed(false, "the answer is larger than 262144 bytes"));
            Await.get(api.peerClosed());
        }
    }

    @Test
    void anAnswerOfExactlyTheCapIsRead() {
        String json = "{\"number\":1}";
        String padded = json + " ".repeat(HttpAttempt.MAX_BODY_BYTES - json.length());
        try (Api api = Api.json(f.vertx, padded)) {
            assertThat(f.run(Specs.get(api.url("/")), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
        }
    }

    @Test
    void anAnswerThatDripsIsLateAndItsConnectionIsClosed() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            response.setChunked(true);
            response.exceptionHandler(e -> {});
            f.vertx.setPeriodic(20, timer -> {
                if (!response.closed()) {
                    response.write(" ");
                }
            });
        })) {
            ActionSpec read = Specs.with(Specs.get(api.url("/")), SHORT, 3);

            assertThat(f.run(read, "wish", Map.of())).isEqualTo(new ActionResult.Late());
            Await.get(api.peerClosed());
            assertThat(f.count(ActionsCounter.LATE)).isEqualTo(1);
        }
    }

    @Test
    void aReadThatHangsIsLateAndItsConnectionIsClosed() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {})) {
            assertThat(f.run(Specs.with(Specs.get(api.url("/")), SHORT, 3), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Late());
            Await.get(api.peerClosed());
        }
    }

    @Test
    void cancellingClosesTheConnection() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {})) {
            ActionBus.Invocation invocation = f.start(Specs.get(api.url("/")), "wish", Map.of());
            api.next();

            invocation.cancel();

            assertThat(Await.get(invocation.result())).isEqualTo(new ActionResult.Cancelled());
            Await.get(api.peerClosed());
            assertThat(f.count(ActionsCounter.CANCELLED)).isEqualTo(1);
        }
    }

    @Test
    void cancellingAtOnceSendsNothing() {
        try (Api api = Api.json(f.vertx, "{\"number\":1}")) {
            ActionBus.Invocation invocation = f.start(Specs.post(api.url("/"), Map.of()), "wish", Map.of());
            invocation.cancel();
            invocation.cancel();

            assertThat(Await.get(invocation.result())).isEqualTo(new ActionResult.Cancelled());
            assertThat(api.others()).isEmpty();
        }
    }

    @Test
    void aResultThatIsThereStaysWhenCancelledLater() {
        try (Api api = Api.json(f.vertx, "{\"number\":1}")) {
            ActionBus.Invocation invocation = f.start(Specs.get(api.url("/")), "wish", Map.of());
            Await.get(invocation.result());

            invocation.cancel();

            assertThat(invocation.result().result()).isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
        }
    }

    @Test
    void closingTheBusCancelsWhatIsUnderWay() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {})) {
            ActionBus.Invocation invocation = f.start(Specs.get(api.url("/")), "wish", Map.of());
            api.next();

            Await.get(f.bus.close());

            assertThat(Await.get(invocation.result())).isEqualTo(new ActionResult.Cancelled());
            Await.get(api.peerClosed());
        }
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
        int port;
        try (Api api = Api.json(f.vertx, "{}")) {
            port = api.port();
        }

        assertThat(f.run(Specs.get("http://127.0.0.1:" + port + "/"), "wish", Map.of()))
                .isEqualTo(new ActionResult.Failed(true, "no connection to http://127.0.0.1:" + port));
    }

    @Test
    void anUnknownHost() {
        assertThat(f.run(Specs.get("http://no-such-host.invalid/"), "wish", Map.of()))
                .isEqualTo(new ActionResult.Failed(true, "unknown host to http://no-such-host.invalid:80"));
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowed() {
        try (Api other = Api.json(f.vertx, "{\"number\":1}");
                Api api = new Api(f.vertx, (n, request, response) -> {
                    response.setStatusCode(302)
                            .putHeader("location", other.url("/stolen"))
                            .end();
                })) {
            ActionResult result = f.run(Specs.get(api.url("/")), "wish", Map.of());

            assertThat(result)
                    .isEqualTo(new ActionResult.Failed(
                            false, "HTTP 302: a redirect away from " + api.url("") + " is not followed"));
            assertThat(other.others()).isEmpty();
        }
    }

    @Test
    void aRedirectWithinTheHostIsFollowed() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            if (n == 1) {
                response.setStatusCode(307).putHeader("location", "/v2/orders").end();
            } else {
                response.end("{\"number\":1}");
            }
        })) {
            assertThat(f.run(Specs.post(api.url("/v1/orders"), Map.of("a", "{a}")), "wish", Map.of("a", "1")))
                    .isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
            Api.Seen first = api.next();
            Api.Seen second = api.next();
            assertThat(second.uri()).isEqualTo("/v2/orders");
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.headers()).isEqualTo(first.headers());
        }
    }

    @Test
    void aWriteMayPointToItsResult() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            if (request.method().equals("POST")) {
                response.setStatusCode(303).putHeader("location", "/orders/7").end();
            } else {
                response.end("{\"number\":7}");
            }
        })) {
            assertThat(f.run(Specs.post(api.url("/orders"), Map.of()), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Ok(Map.of("number", "7")));
            api.next();
            Api.Seen second = api.next();
            assertThat(second.method()).isEqualTo("GET");
            assertThat(second.uri()).isEqualTo("/orders/7");
            assertThat(second.headerNames()).doesNotContain("content-type", "content-length", "idempotency-key");
        }
    }

    @Test
    void redirectsWithoutEndEnd() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            response.setStatusCode(302).putHeader("location", "/" + n).end();
        })) {
            assertThat(f.run(Specs.get(api.url("/")), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Failed(false, "too many redirects"));
            assertThat(api.others()).hasSize(Redirects.MAX + 1);
        }
    }

    @Test
    void aCertificateNobodyVouchesForIsNoTrustedConnection() throws Exception {
        Path keys = data.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "secret")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(Await.SECONDS, TimeUnit.SECONDS)).isTrue();
        HttpServerOptions tls = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(keys.toString()).setPassword("secret"));
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

    private static void flood(HttpServerResponse response, String piece) {
        while (!response.closed() && !response.writeQueueFull()) {
            response.write(piece);
        }
        response.drainHandler(v -> flood(response, piece));
    }
}
