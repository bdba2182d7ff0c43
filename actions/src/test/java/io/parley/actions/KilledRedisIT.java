package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Eventually;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The store on a real Redis that is killed, and comes back without what it had not yet written to its file. */
@Timeout(120)
class KilledRedisIT {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private final ActionsCounters counters = new ActionsCounters();
    private EmbeddedRedis redis;
    private RedisStore store;

    @BeforeEach
    void start() {
        redis = EmbeddedRedis.start(data, true, counters);
        store = RedisStore.open(vertx, redis.uri(), counters);
    }

    @AfterEach
    void stop() {
        store.close();
        redis.close();
        Await.get(vertx.close());
    }

    @Test
    void aKilledServerLosesNothingAndRepeatsNothing() {
        for (int round = 0; round < 3; round++) {
            append(round * 200, round * 200 + 100);
            Await.get(store.flush());
            long pid = redis.pid();
            long connects = counters.get(ActionsCounter.STORE_CONNECTS);
            Frozen.signal("STOP", pid);
            append(round * 200 + 100, round * 200 + 200);
            if (round > 0) {
                Frozen.signal("CONT", pid); // It may carry out some of it, all, or none.
            }
            Frozen.signal("KILL", pid);
            Eventually.isTrue("it is back", () -> counters.get(ActionsCounter.STORE_CONNECTS) > connects);
            Await.get(store.flush());
        }

        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 600));
        assertThat(counters.get(ActionsCounter.REDIS_RESTARTS)).isEqualTo(3);
        assertThat(store.dropped()).isZero();
    }

    @Test
    void whatItHadConfirmedAndNotWrittenIsMadeAgain() {
        append(0, 100);
        Await.get(store.flush());
        stopsWriting();
        append(100, 200);
        assertThat(Await.get(store.putIfAbsent("pay", "first", DAY))).isNull();

        kill();

        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 200));
        assertThat(Await.get(store.putIfAbsent("pay", "second", DAY)))
                .as("a claim that was given stays given")
                .isEqualTo("first");
        assertThat(counters.get(ActionsCounter.STORE_RECOVERED)).isEqualTo(101);
    }

    @Test
    void aServerThatComesBackWithNothingGetsWhatItHadJustConfirmed() {
        stopsWriting();
        append(0, 100);
        Await.get(store.flush());

        kill();

        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 100));
        assertThat(counters.get(ActionsCounter.STORE_RECOVERED)).isEqualTo(100);
    }

    @Test
    void aLostConnectionAloneMakesNothingAgain() {
        append(0, 100);
        Await.get(store.flush());
        long connects = counters.get(ActionsCounter.STORE_CONNECTS);
        try (RawRedis raw = new RawRedis(redis.uri())) {
            raw.killOthers();
        }
        Eventually.isTrue("it is connected again", () -> counters.get(ActionsCounter.STORE_CONNECTS) > connects);
        append(100, 200);
        Await.get(store.flush());

        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 200));
        assertThat(counters.get(ActionsCounter.STORE_RECOVERED)).isZero();
    }

    /** What is written from here on is in its memory alone, as in the moments before its file is written. */
    private void stopsWriting() {
        try (RawRedis raw = new RawRedis(redis.uri())) {
            raw.redis().configSet("appendonly", "no");
        }
    }

    private void kill() {
        long connects = counters.get(ActionsCounter.STORE_CONNECTS);
        Frozen.signal("KILL", redis.pid());
        Eventually.isTrue("it is back", () -> counters.get(ActionsCounter.STORE_CONNECTS) > connects);
        Await.get(store.flush());
    }

    private void append(int from, int to) {
        IntStream.range(from, to).forEach(i -> store.appendTranscript("c1", Integer.toString(i), DAY));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
