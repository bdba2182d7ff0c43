package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.Risk;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private static void flood(HttpServerResponse response, String piece) {
        while (!response.closed() && !response.writeQueueFull()) {
            response.write(piece);
        }
        response.drainHandler(v -> flood(response, piece));
    }
}
