package io.parley.actions;

import io.parley.testkit.Eventually;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store on a real Redis of its own, and the transcript of a call of which every turn is a number. */
abstract class StoreFixture {
    static final Duration DAY = Duration.ofDays(1);

    /** As in production, but noticing silence sooner, and keeping a silent connection for as long as the test lasts. */
    static final StoreBounds PATIENT =
            new StoreBounds(50_000, 32L << 20, 1L << 20, Duration.ofMillis(100), Duration.ofMinutes(10));

    @TempDir
    Path data;

    final Vertx vertx = Vertx.vertx();
    final ActionsCounters counters = new ActionsCounters();
    EmbeddedRedis redis;
    RedisStore store;

    @BeforeEach
    void start() {
        redis = EmbeddedRedis.start(data, true, counters);
        store = open(PATIENT);
    }

    @AfterEach
    void stop() {
        store.close();
        redis.close();
        Await.get(vertx.close());
    }

    RedisStore open(StoreBounds bounds) {
        RedisStore opened = RedisStore.open(vertx, redis.uri(), counters, bounds);
        Eventually.isTrue("the store is connected", opened::connected);
        return opened;
    }

    void append(int from, int to) {
        IntStream.range(from, to).forEach(i -> store.appendTranscript("c1", Integer.toString(i), DAY));
    }

    static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
