package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lettuce.core.RedisClient;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ConfigException;
import io.parley.testkit.ClosedPort;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** The bus's rules, with a real API and a real store. */
@Timeout(60)
class ActionBusIT {
    /** Long enough for a request to leave, also on a machine that has other things to do. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

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

    // Confirmation

    @Test
    void whatCannotBeUndoneNeedsTheCallersWord() {
        try (Api api = f.counting()) {
            ActionSpec pay = Specs.with(Specs.post(api.url("/"), Map.of("sum", "{sum}")), Risk.IRREVERSIBLE);
            Map<String, String> arguments = Map.of("sum", "100", "to", "Anna");

            assertThat(f.run(pay, "a", arguments, null))
                    .isEqualTo(new ActionResult.Refused(0, "the caller has not confirmed it"));
            assertThat(List.of(
                            Map.of("sum", "10", "to", "Anna"),
                            Map.of("sum", "100"),
                            Map.of("sum", "100", "to", "Anna", "note", "x"),
                            Map.<String, String>of()))
                    .allSatisfy(confirmed -> assertThat(f.run(pay, "a", arguments, confirmed))
                            .isEqualTo(new ActionResult.Refused(0, "the caller has confirmed other arguments")));
            assertThat(api.others()).isEmpty();
            assertThat(f.count(ActionsCounter.RULE_BROKEN)).isEqualTo(5);

            assertThat(f.run(pay, "a", arguments, Map.copyOf(arguments))).isEqualTo(BusFixture.ONE);
            assertThat(api.others()).hasSize(1);
        }
    }

    @Test
    void whatCannotBeUndoneIsTriedOnceAndNeverAgainWhenItsFateIsUnknown() {
        try (Api api = new Api(
                f.vertx, (n, request, response) -> response.setStatusCode(500).end())) {
            ActionSpec pay = Specs.with(
                    Specs.with(Specs.post(api.url("/"), Map.of()), Risk.IRREVERSIBLE), Duration.ofSeconds(10), 5);

            assertThat(f.run(pay, "a", Map.of(), Map.of())).isEqualTo(new ActionResult.Failed(false, "HTTP 500"));
            assertThat(f.run(pay, "a", Map.of(), Map.of())).isEqualTo(new ActionResult.Failed(false, "HTTP 500"));
            assertThat(api.others()).hasSize(1);
        }
    }

    @Test
    void whatCannotBeUndoneMayBeTriedAgainWhenNothingLeft() {
        try (ClosedPort port = new ClosedPort()) {
            String origin = "http://127.0.0.1:" + port.number();
            ActionSpec pay = Specs.with(Specs.post(origin + "/", Map.of()), Risk.IRREVERSIBLE);

            assertThat(f.run(pay, "a", Map.of(), Map.of()))
                    .isEqualTo(new ActionResult.Failed(true, "no connection to " + origin));
            Await.get(f.store.flush());
            assertThat(Await.get(f.store.putIfAbsent(id(pay, "a"), "free", Duration.ofSeconds(1))))
                    .isNull();
        }
    }

    @Test
    void cancellingWhatCannotBeUndoneLeavesItsFateUnknown() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {})) {
            ActionSpec pay = Specs.with(Specs.post(api.url("/"), Map.of()), Risk.IRREVERSIBLE);
            ActionBus.Invocation invocation = f.start(pay, "a", Map.of(), Map.of());
            api.next();
            invocation.cancel();

            assertThat(Await.get(invocation.result())).isEqualTo(new ActionResult.Cancelled());
            assertThat(f.run(pay, "a", Map.of(), Map.of())).isEqualTo(WishRecord.UNKNOWN);
            assertThat(api.others()).isEmpty();
        }
    }

    // Arguments

    @Test
    void aMissingArgumentIsRefusedBeforeAnythingLeaves() {
        try (Api api = f.counting()) {
            assertThat(f.run(Specs.get(api.url("/{id}")), "a", Map.of()))
                    .isEqualTo(new ActionResult.Refused(0, "argument 'id' is missing"));
            assertThat(f.run(Specs.post(api.url("/"), Map.of("text", "for {name}")), "a", Map.of()))
                    .isEqualTo(new ActionResult.Refused(0, "argument 'name' is missing"));
            assertThat(api.others()).isEmpty();
        }
    }

    @Test
    void anArgumentPastTheCapIsRefused() {
        try (Api api = f.counting()) {
            ActionSpec read = Specs.get(api.url("/?q={q}"));
            String longest = "x".repeat(HttpActionBus.MAX_ARGUMENT_CHARS);

            assertThat(f.run(read, "a", Map.of("q", longest))).isEqualTo(BusFixture.ONE);
            assertThat(f.run(read, "a", Map.of("q", longest + "x")))
                    .isEqualTo(new ActionResult.Refused(0, "argument 'q' is longer than 2000 characters"));
        }
    }

    @Test
    void aFileThatIsWrongStopsTheStartWithEveryProblem() {
        ActionSpec bad = Specs.spec(
                Risk.READ, new Http("GET", "${env:ORDERS_URL}/x", Map.of("q", "${env:NOPE}"), Map.of(), null));

        assertThatThrownBy(() -> f.bus.load(Path.of("agents/a/actions.yaml"), List.of(bad)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("agents/a/actions.yaml: actions.orders.place.http.url: ")
                .hasMessageContaining("the environment variable ORDERS_URL to be set")
                .hasMessageContaining("actions.orders.place.http.query.q")
                .hasMessageContaining("NOPE");
        assertThat(HttpActionBus.check(Path.of("a.yaml"), List.of(bad), Map.of()))
                .hasSize(2);
        assertThat(HttpActionBus.check(Path.of("a.yaml"), List.of(bad), Map.of("ORDERS_URL", "http://h", "NOPE", "x")))
                .isEmpty();
        assertThat(f.run(bad, "a", Map.of())).isEqualTo(new ActionResult.Failed(false, "the action's file is wrong"));
    }

    @Test
    void theEnvironmentHoldsTheBaseAndSecrets() {
        try (Api api = f.counting()) {
            HttpActionBus bus = HttpActionBus.onVertx(
                    f.vertx, f.store, Map.of("API", api.url("/v1/"), "TOKEN", "t"), f.counters, ActionObserver.NONE);
            ActionSpec read = Specs.spec(
                    Risk.READ,
                    new Http(
                            "GET",
                            "${env:API}/orders",
                            Map.of(),
                            Map.of("Authorization", "Bearer ${env:TOKEN}"),
                            null));
            bus.load(Path.of("actions.yaml"), List.of(read));

            assertThat(Await.get(bus.run(new ActionRequest("call", "a", read, Map.of(), null))
                            .result()))
                    .isEqualTo(BusFixture.ONE);
            Api.Seen request = api.next();
            assertThat(request.uri()).isEqualTo("/v1/orders");
            assertThat(request.header("authorization")).isEqualTo("Bearer t");
            Await.get(bus.close());
        }
    }

    // Late

    @Test
    void theAnswerToALateWriteIsCountedAndRemembered() {
        CompletableFuture<HttpServerResponse> held = new CompletableFuture<>();
        try (Api api = new Api(f.vertx, (n, request, response) -> held.complete(response))) {
            ActionSpec order = Specs.with(Specs.post(api.url("/"), Map.of()), DEADLINE, 2);
            ActionBus.Invocation invocation = f.start(order, "a", Map.of());

            assertThat(Await.get(invocation.result())).isEqualTo(new ActionResult.Late());
            invocation.cancel(); // Too late to cancel; the answer is still wanted.
            ActionBus.Invocation joined = f.start(order, "a", Map.of());
            assertThat(Await.get(joined.result())).isEqualTo(new ActionResult.Late());
            ActionBus.Invocation third = f.start(Specs.with(order, Duration.ofSeconds(10), 2), "a", Map.of());
            Await.get(held).end("{\"number\":1}");

            assertThat(Await.get(third.result())).isEqualTo(BusFixture.ONE);
            assertThat(f.late.answer()).isEqualTo(BusFixture.ONE);
            assertThat(f.run(order, "a", Map.of())).isEqualTo(BusFixture.ONE);
            assertThat(api.others()).hasSize(1);
            assertThat(f.count(ActionsCounter.LATE)).isEqualTo(2);
            assertThat(f.count(ActionsCounter.LATE_ANSWER_OK)).isEqualTo(1);
            assertThat(f.count(ActionsCounter.RETRIES)).isZero();
        }
    }

    @Test
    void aLateWriteThatFailsIsCounted() {
        CompletableFuture<HttpServerResponse> held = new CompletableFuture<>();
        try (Api api = new Api(f.vertx, (n, request, response) -> held.complete(response))) {
            ActionSpec order = Specs.with(Specs.post(api.url("/"), Map.of()), DEADLINE, 5);
            assertThat(f.run(order, "a", Map.of())).isEqualTo(new ActionResult.Late());

            Await.get(held).setStatusCode(500).end();

            assertThat(f.late.answer()).isEqualTo(new ActionResult.Failed(true, "HTTP 500"));
            assertThat(f.count(ActionsCounter.LATE_ANSWER_OTHER)).isEqualTo(1);
            assertThat(api.others()).hasSize(1);
        }
    }

    @Test
    void theDeadlineIsOverAllAttempts() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            if (n == 1) {
                response.setStatusCode(500).end();
            }
        })) {
            ActionSpec read = Specs.with(Specs.get(api.url("/")), DEADLINE, 5);

            assertThat(f.run(read, "a", Map.of())).isEqualTo(new ActionResult.Late());
            assertThat(api.others()).hasSize(2);
        }
    }

    // Bounds

    @Test
    void beyondTheCapTheAnswerIsBusyAndPlacesComeBack() {
        f.bus = f.bus(new InFlight(10, 2));
        List<HttpServerResponse> held = new ArrayList<>();
        Promise<Void> both = Promise.promise();
        try (Api slow = new Api(f.vertx, (n, request, response) -> {
                    held.add(response);
                    if (n == 2) {
                        both.complete();
                    } else if (n > 2) {
                        response.end("{\"number\":1}");
                    }
                });
                Api other = f.counting()) {
            ActionSpec read = Specs.get(slow.url("/"));
            ActionSpec write = Specs.post(slow.url("/"), Map.of());
            Future<ActionResult> first = f.start(read, "a", Map.of()).result();
            Future<ActionResult> second = f.start(write, "b", Map.of()).result();
            ActionResult busy = new ActionResult.Failed(true, "busy");

            assertThat(f.run(read, "c", Map.of())).isEqualTo(busy);
            assertThat(f.run(write, "d", Map.of())).isEqualTo(busy);
            assertThat(f.run(Specs.get(other.url("/")), "e", Map.of())).isEqualTo(BusFixture.ONE);
            assertThat(f.count(ActionsCounter.BUSY)).isEqualTo(2);

            Await.get(both.future());
            held.forEach(response -> response.end("{\"number\":1}"));
            assertThat(Await.get(first)).isEqualTo(BusFixture.ONE);
            assertThat(Await.get(second)).isEqualTo(BusFixture.ONE);
            assertThat(f.run(write, "d", Map.of())).isEqualTo(BusFixture.ONE);
        }
    }

    // Threads

    @ParameterizedTest
    @EnumSource(
            value = ThreadingModel.class,
            names = {"EVENT_LOOP", "WORKER"})
    void theResultArrivesOnTheCallersContext(ThreadingModel model) {
        try (Api api = f.counting()) {
            CompletableFuture<Context> asked = new CompletableFuture<>();
            CompletableFuture<Context> answered = new CompletableFuture<>();
            VerticleBase caller = new VerticleBase() {
                @Override
                public Future<?> start() {
                    asked.complete(context);
                    f.start(Specs.post(api.url("/"), Map.of()), "a", Map.of())
                            .result()
                            .onComplete(result -> answered.complete(Vertx.currentContext()));
                    return Future.succeededFuture();
                }
            };

            Await.get(f.vertx.deployVerticle(caller, new DeploymentOptions().setThreadingModel(model)));

            assertThat(Await.get(answered)).isSameAs(Await.get(asked));
        }
    }

    // Privacy

    @Test
    void whatTheCallerSaidIsInNoLogLineAndNoKeyOfTheStore() {
        String canary = "Canary-4155550123";
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.setLevel(Level.INFO);
        root.addAppender(lines);
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            response.setStatusCode(n % 2 == 0 ? 409 : 200)
                    .end("{\"number\":\"" + canary + "\",\"message\":\"no " + canary + "\"}");
        })) {
            ActionSpec order = Specs.spec(
                    Risk.WRITE,
                    new Http("POST", api.url("/{x}"), Map.of("q", "{x}"), Map.of("X", "{x}"), Map.of("x", "{x}")));
            f.run(order, canary + "-1", Map.of("x", canary));
            f.run(order, canary + "-2", Map.of("x", canary));
            f.run(order, canary + "-1", Map.of("x", canary));
            f.run(order, canary + "-3", Map.of("x", ".", "y", canary));
            Await.get(f.store.flush());

            assertThat(lines.list).hasSizeGreaterThanOrEqualTo(4);
            assertThat(lines.list).noneMatch(line -> line.getFormattedMessage().contains("4155550123"));
            RedisClient client = RedisClient.create(f.redis.uri().toString());
            assertThat(client.connect().sync().keys("*"))
                    .anyMatch(key -> key.startsWith("parley:wish:"))
                    .noneMatch(key -> key.contains("4155550123"));
            client.shutdown();
        } finally {
            root.detachAppender(lines);
            root.setLevel(before);
        }
    }

    private static String id(ActionSpec action, String key) {
        return WishId.of(new ActionRequest("call-1", key, action, Map.of(), null))
                .id();
    }
}
