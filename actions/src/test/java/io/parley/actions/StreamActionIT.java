package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.Consumer;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ConfigException;
import io.parley.config.StreamRequest;
import io.parley.testkit.Eventually;
import io.vertx.core.Vertx;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Actions that workers carry out, on a real Redis; the workers are here. */
@Timeout(120)
class StreamActionIT {
    private static final String STREAM = "parley:stream:stock";
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private BusFixture fixture;
    private RawRedis raw;

    @BeforeEach
    void start() {
        fixture = new BusFixture(data);
        raw = new RawRedis(fixture.redis.uri());
        raw.redis().xgroupCreate(StreamOffset.from(STREAM, "0"), "workers", XGroupCreateArgs.Builder.mkstream());
    }

    @AfterEach
    void stop() {
        raw.close();
        fixture.close();
    }

    private static ActionSpec spec(Risk risk, Duration deadline, int retries, int deliveries) {
        StreamRequest stream =
                new StreamRequest("stock", Map.of("drink", "{drink}", "table", 4), deliveries, Duration.ofMillis(200));
        return new ActionSpec(
                "stock.check",
                stream,
                Map.of("number", "$.number"),
                Map.of(),
                null,
                risk,
                deadline,
                retries,
                OnInterrupt.CANCEL,
                null,
                null,
                null);
    }

    private ActionBus.Invocation start(ActionSpec spec, String wish) {
        return fixture.start(spec, wish, Map.of("drink", "tea"));
    }

    private StreamMessage<String, String> take(String worker) {
        List<StreamMessage<String, String>> taken = raw.redis()
                .xreadgroup(
                        Consumer.from("workers", worker),
                        XReadArgs.Builder.block(Duration.ofSeconds(20)).count(1),
                        StreamOffset.lastConsumed(STREAM));
        assertThat(taken).hasSize(1);
        return taken.get(0);
    }

    private List<StreamMessage<String, String>> takeOver(String worker) {
        return raw.redis()
                .xautoclaim(STREAM, XAutoClaimArgs.Builder.xautoclaim(Consumer.from("workers", worker), 0L, "0-0"))
                .getMessages();
    }

    private void answer(StreamMessage<String, String> request, String kind, String text) {
        raw.redis().xadd(STREAM + ":answers", Map.of("id", request.getBody().get("id"), kind, text));
        raw.redis().xack(STREAM, "workers", request.getId());
    }

    private List<StreamMessage<String, String>> dead() {
        return raw.redis().xrange(STREAM + ":dead", io.lettuce.core.Range.unbounded());
    }

    private void isEmpty() {
        Eventually.isTrue("nothing waits", () -> raw.redis().xlen(STREAM) == 0);
        assertThat(raw.redis().keys(STREAM + ":open:*")).isEmpty();
    }

    @Test
    void aWorkerTakesItAndItsAnswerIsTheResult() {
        ActionBus.Invocation running = start(spec(Risk.WRITE, LONG, 0, 3), "w");
        StreamMessage<String, String> request = take("a");
        assertThat(request.getBody())
                .containsEntry("action", "stock.check")
                .containsEntry("call", "call-1")
                .containsKeys("id", "deadline", "key")
                .doesNotContainKey("once");
        assertThat(request.getBody().get("arguments")).contains("\"drink\":\"tea\"", "\"table\":4");
        answer(request, "ok", "{\"number\":7}");
        assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Ok(Map.of("number", "7")));
        isEmpty();
        assertThat(dead()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refused | sold out
            failed  | boom
            ok      | no json
            ok      | {}
            what    | ever
            retry   | later
            """)
    void whateverElseAWorkerAnswersIsToldToo(String kind, String text) {
        ActionBus.Invocation running = start(spec(Risk.WRITE, LONG, 0, 3), "w");
        answer(take("a"), kind, text);
        ActionResult expected = switch (kind + text) {
            case "refusedsold out" -> new ActionResult.Refused(422, "sold out");
            case "failedboom" -> new ActionResult.Failed(false, "the worker failed");
            case "okno json" -> new ActionResult.Failed(false, "the answer is not JSON");
            case "ok{}" -> new ActionResult.Failed(false, "the answer has nothing at $['number']");
            case "whatever" -> new ActionResult.Failed(false, "the worker's answer is no answer");
            default -> new ActionResult.Failed(true, "the worker asks to be asked again");
        };
        assertThat(Await.get(running.result())).isEqualTo(expected);
    }

    @Test
    void whatAWorkerWantsToBeAskedAgainIsAskedAgainUnderTheSameKey() {
        ActionBus.Invocation running = start(spec(Risk.WRITE, LONG, 1, 3), "w");
        StreamMessage<String, String> first = take("a");
        answer(first, "retry", "later");
        StreamMessage<String, String> second = take("a");
        assertThat(second.getBody().get("key")).isEqualTo(first.getBody().get("key"));
        answer(second, "ok", "{\"number\":7}");
        assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Ok(Map.of("number", "7")));
    }

    @Test
    void anotherWorkerTakesOverWhereOneDies() {
        ActionBus.Invocation running = start(spec(Risk.READ, LONG, 0, 3), "w");
        String entry = take("dies").getId();
        List<StreamMessage<String, String>> claimed = takeOver("lives");
        assertThat(claimed).singleElement().extracting(StreamMessage::getId).isEqualTo(entry);
        answer(claimed.get(0), "ok", "{\"number\":8}");
        assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Ok(Map.of("number", "8")));
        isEmpty();
    }

    @Test
    void whatKillsEveryWorkerIsADeadLetterAndTheCallerHearsOfIt() {
        ActionBus.Invocation running = start(spec(Risk.WRITE, LONG, 0, 2), "w");
        take("dies");
        takeOver("dies too");
        assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Failed(false, "no worker finished it"));
        assertThat(dead())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getBody())
                        .containsEntry("why", "no worker finished it")
                        .containsKey("arguments"));
        assertThat(takeOver("third")).isEmpty();
        isEmpty();
    }

    @Test
    void whatIsNotDoneInTimeIsADeadLetterAndALateAnswerIsNobodys() {
        ActionBus.Invocation running = start(spec(Risk.READ, Duration.ofMillis(500), 0, 3), "w");
        StreamMessage<String, String> request = take("slow");
        assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Late());
        Eventually.isTrue("it is a dead letter", () -> dead().size() == 1);
        assertThat(dead().get(0).getBody()).containsEntry("why", "late");
        answer(request, "ok", "{\"number\":1}");

        ActionBus.Invocation next = start(spec(Risk.READ, LONG, 0, 3), "x");
        answer(take("slow"), "ok", "{\"number\":2}");
        assertThat(Await.get(next.result())).isEqualTo(new ActionResult.Ok(Map.of("number", "2")));
    }

    @Test
    void whatNobodyHasBegunIsTakenBack() {
        assertThat(Await.get(start(spec(Risk.READ, Duration.ofMillis(300), 0, 3), "w")
                        .result()))
                .isEqualTo(new ActionResult.Late());
        isEmpty();
        assertThat(dead()).isEmpty();

        ActionBus.Invocation running = start(spec(Risk.WRITE, LONG, 0, 3), "x");
        Eventually.isTrue("it waits", () -> raw.redis().xlen(STREAM) == 1);
        running.cancel();
        assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Cancelled());
        isEmpty();
    }

    @Test
    void whatIsIrreversibleSaysSoAndIsBegunOnce() {
        ActionSpec spec = spec(Risk.IRREVERSIBLE, Duration.ofSeconds(2), 0, 3);
        ActionBus.Invocation running = fixture.start(spec, "w", Map.of("drink", "tea"), Map.of("drink", "tea"));
        StreamMessage<String, String> request = take("dies");
        assertThat(request.getBody()).containsEntry("once", "1");
        raw.redis().xack(STREAM, "workers", request.getId());
        assertThat(takeOver("another")).isEmpty();
        assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Late());
    }

    @Test
    void theSameWishIsInTheStreamOnce() {
        ActionSpec spec = spec(Risk.WRITE, LONG, 0, 3);
        ActionBus.Invocation first = start(spec, "w");
        ActionBus.Invocation second = start(spec, "w");
        StreamMessage<String, String> request = take("a");
        assertThat(raw.redis().xlen(STREAM)).isEqualTo(1);
        answer(request, "ok", "{\"number\":7}");
        assertThat(Await.get(first.result())).isEqualTo(Await.get(second.result()));
    }

    /** A Parley that is killed forgets its wishes, but not that one is in the stream. */
    @Test
    void aWishThatIsUnderWayIsWaitedForInsteadOfASecond() {
        Streams streams = fixture.store.streams();
        Streams.Request one = new Streams.Request("stock", "id-1", "key", Map.of("a", "b"), 60_000);
        Streams.Request two = new Streams.Request("stock", "id-2", "key", Map.of("a", "b"), 60_000);
        Streams.Place first = Await.get(streams.ask(one));
        assertThat(Await.get(streams.ask(two))).isEqualTo(new Streams.Place(first.id(), first.entry(), true));
        assertThat(raw.redis().xlen(STREAM)).isEqualTo(1);
        streams.settle(one, first);
        isEmpty();
        assertThat(Await.get(streams.ask(two)).id()).isEqualTo("id-2");
    }

    @Test
    void connectionsThatBreakWhileItIsWaitedForAreSurvived() {
        ActionBus.Invocation running = start(spec(Risk.WRITE, LONG, 0, 3), "w");
        StreamMessage<String, String> request = take("a");
        raw.redis().clientKill(io.lettuce.core.KillArgs.Builder.typeNormal().skipme(true));
        answer(request, "ok", "{\"number\":9}");
        assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Ok(Map.of("number", "9")));
    }

    @Test
    void whileTheServerIsAwayThatIsToldAtOnce() {
        try (Frozen frozen = Frozen.redis(fixture.redis)) {
            Eventually.isTrue("it is noticed", () -> !fixture.store.connected());
            assertThat(Await.get(start(spec(Risk.READ, LONG, 0, 3), "w").result()))
                    .isEqualTo(new ActionResult.Failed(true, "the server of the stream is away"));
            assertThat(frozen.pid()).isPositive();
        }
    }

    @Test
    void moreThanMayWaitAreTurnedAway() {
        start(spec(Risk.READ, LONG, 0, 3), "first");
        take("a");
        for (int i = 1; i < Streams.MAX_WAITING; i++) {
            raw.redis().xadd(STREAM, Map.of("id", "x"));
        }
        assertThat(Await.get(start(spec(Risk.READ, LONG, 0, 3), "w").result()))
                .isEqualTo(new ActionResult.Failed(true, "too many requests wait in the stream"));
    }

    @Test
    void withoutARedisOfItsOwnAServerSaysWhatIsMissing() {
        Vertx vertx = Vertx.vertx();
        HttpActionBus bus =
                HttpActionBus.onVertx(vertx, Store.inMemory(), Map.of(), new ActionsCounters(), ActionObserver.NONE);
        assertThatThrownBy(() -> bus.load(Path.of("actions.yaml"), List.of(spec(Risk.READ, LONG, 0, 3))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("actions.stock.check.stream: found 'stock', expected a Redis")
                .hasMessageContaining("redis: { uri: redis://");
        Await.get(bus.close());
        Await.get(vertx.close());
    }
}
