package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.AttemptOutcome.Settled;
import io.parley.actions.Streams.Place;
import io.parley.actions.Streams.Request;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ConfigException;
import io.parley.config.StreamRequest;
import io.parley.testkit.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What becomes of requests and answers in the streams of a real Redis, below the bus. */
@Timeout(120)
class StreamsIT {
    private static final String STREAM = "parley:stream:stock";
    private static final String ANSWERS = STREAM + ":answers";
    private static final String DEAD = STREAM + ":dead";

    @TempDir
    Path data;

    private BusFixture fixture;
    private RawRedis raw;
    private Streams streams;

    @BeforeEach
    void start() {
        fixture = new BusFixture(data);
        raw = new RawRedis(fixture.redis.uri());
        raw.redis().xgroupCreate(StreamOffset.from(STREAM, "0"), "workers", XGroupCreateArgs.Builder.mkstream());
        streams = fixture.store.streams();
    }

    @AfterEach
    void stop() {
        raw.close();
        fixture.close();
    }

    private static Request request(String id, String key) {
        return new Request("stock", id, key, Map.of("a", "b"), 60_000);
    }

    private List<StreamMessage<String, String>> take(long most) {
        return raw.redis()
                .xreadgroup(
                        Consumer.from("workers", "a"),
                        XReadArgs.Builder.count(most),
                        StreamOffset.lastConsumed(STREAM));
    }

    private void answer(String id, String json) {
        raw.redis().xadd(ANSWERS, Map.of("id", id, "ok", json));
    }

    private StreamAttempt attempt(Request request) {
        ResultPaths results = ResultPaths.read("result", Map.of("number", "$.number"), new Problems(data));
        return new StreamAttempt(streams, new VertxTimers(fixture.vertx), Runnable::run, request, results)
                .start(3, 60_000);
    }

    private static ActionSpec spec(String stream) {
        return new ActionSpec(
                "stock.check",
                new StreamRequest(stream, Map.of("a", "b"), 3, Duration.ofSeconds(5)),
                Map.of("number", "$.number"),
                Map.of(),
                null,
                Risk.WRITE,
                Duration.ofSeconds(60),
                0,
                OnInterrupt.CANCEL,
                null,
                null,
                null);
    }

    @Test
    void aWorkerThatSaysThatItIsAtItIsNotTakenForDead() {
        Request request = request("id", "key");
        Place place = Await.get(streams.ask(request));
        String entry = take(1).get(0).getId();
        Consumer<String> worker = Consumer.from("workers", "a");
        raw.redis().xclaim(STREAM, worker, XClaimArgs.Builder.justid().idle(60_000), entry);
        raw.redis().xclaim(STREAM, worker, XClaimArgs.Builder.justid(), entry);
        assertThat(Await.get(streams.buryIfFailed(request, place, 1, 50_000))).isFalse();
        raw.redis().xclaim(STREAM, worker, XClaimArgs.Builder.justid().idle(60_000), entry);
        assertThat(Await.get(streams.buryIfFailed(request, place, 1, 50_000))).isTrue();
    }

    /** A worker acknowledges it before it begins, so that nobody else begins it. */
    @Test
    void whatIsBegunOnceIsADeadLetterWhereItWasBegun() {
        Request begun = new Request("stock", "begun", "key", Map.of("once", "1"), 60_000);
        Request waits = new Request("stock", "waits", "other key", Map.of("once", "1"), 60_000);
        Place place = Await.get(streams.ask(begun));
        raw.redis().xack(STREAM, "workers", take(1).get(0).getId());
        streams.bury(waits, Await.get(streams.ask(waits)), "late");
        streams.bury(begun, place, "late");
        Eventually.isTrue("they are taken out", () -> raw.redis().xlen(STREAM) == 0);
        assertThat(raw.redis().xrange(DEAD, Range.unbounded()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getBody())
                        .containsEntry("id", "begun")
                        .containsEntry("why", "late"));
    }

    /** Requests of a Parley that has died. */
    @Test
    void ofWhatIsOldOnlyTheUndoneIsADeadLetter() {
        XAddArgs old = XAddArgs.Builder.maxlen(100);
        raw.redis().xadd(DEAD, old.id("1-0"), Map.of("n", "a month ago"));
        raw.redis().xadd(STREAM, old.id("1-0"), Map.of("n", "done"));
        raw.redis().xadd(STREAM, old.id("2-0"), Map.of("n", "begun"));
        raw.redis().xadd(STREAM, old.id("3-0"), Map.of("n", "begun once", "once", "1"));
        assertThat(take(3)).hasSize(3);
        raw.redis().xack(STREAM, "workers", "1-0", "3-0");
        raw.redis().xadd(STREAM, old.id("4-0"), Map.of("n", "not begun"));

        streams.follow("stock");

        Eventually.isTrue("they are cleared away", () -> raw.redis().xlen(STREAM) == 0);
        assertThat(raw.redis().xrange(DEAD, Range.unbounded()))
                .extracting(letter -> letter.getBody().get("n"))
                .containsExactly("begun", "begun once", "not begun");
    }

    @Test
    void anAnswerThatCameWhileNobodyWaitedIsFoundAndNotKeptForEver() {
        Place place = Await.get(streams.ask(request("id", "key")));
        take(1);
        answer("id", "{\"number\":7}");
        raw.redis().xack(STREAM, "workers", place.entry());
        Eventually.isTrue("it is read and nobody's", () -> raw.redis().pttl(ANSWERS) > 0);

        assertThat(Await.get(attempt(request("another", "key")).outcome()))
                .isEqualTo(new Settled(0, new ActionResult.Ok(Map.of("number", "7"))));
        Eventually.isTrue("nothing waits", () -> raw.redis().xlen(STREAM) == 0);
        for (String id : List.of("id", "another")) {
            assertThat(streams.await("stock", id, answer -> {}))
                    .as("nobody waits for %s", id)
                    .isTrue();
        }
    }

    @Test
    void whereNobodyMoreMayWaitThatIsToldAndTheRequestStays() {
        Await.get(streams.ask(request("id", "key")));
        assertThat(streams.await("stock", "id", answer -> {})).isTrue();
        assertThat(Await.get(attempt(request("another", "key")).outcome()))
                .isEqualTo(new MayPass(0, "too many requests wait for workers", null, true));
        assertThat(raw.redis().xlen(STREAM)).isEqualTo(1);
    }

    @Test
    void moreStreamsThanMayBeFollowedAreAMistakeInTheFile() {
        for (int i = 0; i < RedisAnswers.MAX_STREAMS; i++) {
            assertThat(streams.follow("s" + i)).isTrue();
        }
        Path file = Path.of("actions.yaml");
        assertThatThrownBy(() -> fixture.bus.load(file, List.of(spec("stock"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("actions.stock.check.stream.name: found 'stock', expected at most 256 streams");
        fixture.bus.keepOnly(List.of());
        fixture.bus.load(file, List.of(spec("stock")));
    }

    @Test
    void aStreamThatCannotBeReadIsToldOnceAndDroppedWithItsFile() {
        Logger logger = (Logger) LoggerFactory.getLogger(RedisAnswers.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            raw.redis().set("parley:stream:bad:answers", "no stream");
            streams.follow("bad");
            Eventually.isTrue("it is told", () -> !lines.list.isEmpty());
            ActionBus.Invocation running = fixture.start(spec("stock"), "w", Map.of());
            Eventually.isTrue("it waits", () -> raw.redis().xlen(STREAM) == 1);
            answer(take(1).get(0).getBody().get("id"), "{\"number\":7}");
            fixture.bus.keepOnly(List.of(spec("stock")));
            assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Ok(Map.of("number", "7")));
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .filteredOn(line -> line.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("event=answers-not-read cause=\"WRONGTYPE");
    }

    @Test
    void whereAnswersAreAwaitedAStreamIsStillRead() {
        ActionBus.Invocation running = fixture.start(spec("stock"), "w", Map.of());
        Eventually.isTrue("it waits", () -> raw.redis().xlen(STREAM) == 1);
        fixture.bus.keepOnly(List.of());
        long before = looks();
        Eventually.isTrue("it is looked into again", () -> looks() > before + 1);
        answer(take(1).get(0).getBody().get("id"), "{\"number\":7}");
        assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Ok(Map.of("number", "7")));
    }

    /** How often the server was asked for answers. */
    private long looks() {
        return raw.redis()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_xread:calls="))
                .map(line -> line.replaceAll("^[^=]*=(\\d+),.*$", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void aGroupThatIsThereIsNoFailure() {
        streams.follow("stock");
        Await.get(streams.ask(request("id", "key")));
        assertThat(fixture.count(ActionsCounter.STORE_READ_FAILURES)).isZero();
    }
}
