package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import io.parley.testkit.Eventually;
import io.parley.testkit.Outside;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The store on a real Redis, which is also frozen and filled up. */
@Timeout(120)
class RedisStoreIT extends StoreFixture {
    @Test
    void everythingIsKeptUnderOurPrefixAndExpires() {
        store.putLive("c1", "{\"live\":1}");
        store.putRecord("c1", "{\"record\":1}", DAY);
        store.appendTranscript("c1", "{\"turn\":1}", DAY);
        store.appendTranscript("c1", "{\"turn\":2}", DAY);
        store.publish("{\"event\":1}");
        store.put("w1", "{\"wish\":1}", DAY);
        Await.get(store.flush());

        assertThat(Await.get(store.record("c1"))).isEqualTo("{\"record\":1}");
        assertThat(Await.get(store.transcript("c1"))).containsExactly("{\"turn\":1}", "{\"turn\":2}");
        try (RawRedis raw = new RawRedis(redis.uri())) {
            assertThat(raw.redis().keys("*"))
                    .filteredOn(key -> !key.startsWith("parley:writer:"))
                    .containsExactlyInAnyOrder(
                            "parley:live:c1",
                            "parley:call:c1",
                            "parley:transcript:c1",
                            "parley:wish:w1",
                            "parley:events");
            assertThat(raw.redis().keys("*"))
                    .filteredOn(key -> !key.equals("parley:events"))
                    .allSatisfy(key -> assertThat(raw.redis().pttl(key)).isBetween(1L, DAY.toMillis()));
            assertThat(raw.redis().pttl("parley:live:c1")).isLessThanOrEqualTo(Store.LIVE_KEEP.toMillis());
            assertThat(raw.redis().get("parley:live:c1")).isEqualTo("{\"live\":1}");
        }
    }

    @Test
    void nothingAboutACallerIsKeptLongerThanThirtyDays() {
        store.putRecord("c1", "{}", Duration.ofDays(365));
        store.appendTranscript("c1", "{}", Duration.ofDays(365));
        store.put("w1", "{}", Duration.ofDays(365));
        Await.get(store.flush());

        try (RawRedis raw = new RawRedis(redis.uri())) {
            assertThat(List.of("parley:call:c1", "parley:transcript:c1", "parley:wish:w1"))
                    .allSatisfy(key -> assertThat(raw.redis().pttl(key))
                            .isBetween(1L, Duration.ofDays(30).toMillis()));
        }
    }

    @Test
    void whatIsRemovedIsGone() {
        store.putLive("c1", "{}");
        store.put("w1", "{}", DAY);
        store.removeLive("c1");
        store.remove("w1");
        Await.get(store.flush());

        try (RawRedis raw = new RawRedis(redis.uri())) {
            assertThat(raw.redis().keys("*")).allMatch(key -> key.startsWith("parley:writer:"));
        }
        assertThat(Await.get(store.record("c1"))).isNull();
        assertThat(Await.get(store.transcript("c1"))).isEmpty();
    }

    @Test
    void theFirstUnderAKeyStays() {
        assertThat(Await.get(store.putIfAbsent("w", "first", DAY))).isNull();
        assertThat(Await.get(store.putIfAbsent("w", "second", DAY))).isEqualTo("first");
        store.put("w", "third", DAY);
        assertThat(Await.get(store.putIfAbsent("w", "fourth", DAY))).isEqualTo("third");
        store.remove("w");
        assertThat(Await.get(store.putIfAbsent("w", "fifth", DAY))).isNull();
    }

    @Test
    void theEventStreamIsCapped() {
        IntStream.range(0, RedisWrite.MAX_EVENTS + 2_000).forEach(i -> store.publish("{\"n\":" + i + "}"));
        Await.get(store.flush());

        try (RawRedis raw = new RawRedis(redis.uri())) {
            assertThat(raw.redis().xlen("parley:events"))
                    .isBetween((long) RedisWrite.MAX_EVENTS, RedisWrite.MAX_EVENTS + 200L);
        }
        assertThat(store.dropped()).isZero();
    }

    @Test
    void aTranscriptIsCapped() {
        IntStream.range(0, RedisWrite.MAX_TURNS + 10).forEach(i -> store.appendTranscript("c1", "" + i, DAY));
        Await.get(store.flush());

        assertThat(Await.get(store.transcript("c1")))
                .hasSize(RedisWrite.MAX_TURNS)
                .startsWith("10")
                .endsWith("" + (RedisWrite.MAX_TURNS + 9));
    }

    @Test
    void answersArriveOnTheCallersContext() {
        CompletableFuture<List<Context>> contexts = new CompletableFuture<>();
        Context caller = vertx.getOrCreateContext();
        caller.runOnContext(v -> Future.all(
                        store.record("c1").transform(r -> Future.succeededFuture(Vertx.currentContext())),
                        store.putIfAbsent("w", "{}", DAY)
                                .transform(r -> Future.succeededFuture(Vertx.currentContext())),
                        store.flush().transform(r -> Future.succeededFuture(Vertx.currentContext())))
                .onSuccess(all -> contexts.complete(all.list())));

        assertThat(Await.get(contexts)).hasSize(3).allMatch(context -> context == caller);
    }

    // Away

    @Test
    void aFrozenServerLosesNothingAndKeepsTheOrder() {
        append(0, 100);
        Await.get(store.flush());
        try (Frozen frozen = Frozen.redis(redis)) {
            append(100, 5_000);
            assertThat(store.buffered()).isEqualTo(4_900);
            Eventually.isTrue("the silence is noticed", () -> !store.connected());
            assertThat(counters.get(ActionsCounter.STORE_CONNECTED)).isZero();
            assertThat(frozen.pid()).isPositive();
        }

        Await.get(store.flush());

        assertThat(store.buffered()).isZero();
        assertThat(store.dropped()).isZero();
        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 5_000));
        Eventually.isTrue("it answers again", store::connected);
        assertThat(counters.get(ActionsCounter.STORE_DISCONNECTS)).isZero();
    }

    @Test
    void aConnectionGivenUpLosesNothingAndRepeatsNothing() {
        store.close();
        store = open(new StoreBounds(50_000, 32L << 20, 1L << 20, Duration.ofMillis(50), Duration.ofMillis(200)));
        append(0, 100);
        Await.get(store.flush());
        // Freeze, and let go of the connection, into which a transaction has already been sent: when the server goes
        // on it carries that one out, beside what comes by the new connection.
        for (int round = 1; round <= 3; round++) {
            long before = counters.get(ActionsCounter.STORE_DISCONNECTS);
            try (Frozen frozen = Frozen.redis(redis)) {
                append(round * 100, round * 100 + 100);
                Eventually.isTrue(
                        "the connection is given up", () -> counters.get(ActionsCounter.STORE_DISCONNECTS) > before);
                assertThat(frozen.pid()).isPositive();
            }
            Await.get(store.flush());
        }

        Eventually.isTrue("it answers again", store::connected);
        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 400));
        assertThat(store.dropped()).isZero();
    }

    @Test
    void aTransactionThatLingersInAnOldConnectionIsNotCarriedOutTwice() {
        append(0, 1);
        Await.get(store.flush());
        try (RawRedis raw = new RawRedis(redis.uri());
                RawRedis old = new RawRedis(redis.uri())) {
            String mark = raw.redis().keys("parley:writer:*").get(0);
            long next = Long.parseLong(raw.redis().get(mark)) + 1;
            // Writes are held back, so that the old connection's transaction comes after the writer has read its mark
            // and before the writer's own transaction.
            raw.pauseWrites();
            var lingering = old.transaction(commands -> {
                commands.rpush("parley:transcript:c1", "1");
                commands.set(mark, Long.toString(next));
            });
            Eventually.isTrue("it lingers", () -> raw.redis().info("clients").contains("blocked_clients:1"));
            append(1, 2);
            Eventually.isTrue(
                    "the writer's follows", () -> raw.redis().info("clients").contains("blocked_clients:2"));
            raw.resumeWrites();
            Await.get(lingering);
            Await.get(store.flush());
        }

        append(2, 3);
        Await.get(store.flush());
        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 3));
    }

    @Test
    void aServerThatIsThereOnlyLaterGetsEverything() throws IOException, InterruptedException {
        Path program = Outside.program("redis-server");
        store.close();
        URI uri = redis.uri();
        redis.close();
        store = RedisStore.open(vertx, uri, counters, PATIENT);
        append(0, 50);
        Eventually.isTrue("a connection was refused", () -> counters.get(ActionsCounter.STORE_CONNECT_FAILURES) > 0);
        assertThat(store.connected()).isFalse();
        assertThat(store.buffered()).isEqualTo(50);
        assertThatThrownBy(() -> Await.get(store.record("c1"))).hasRootCauseInstanceOf(StoreException.class);

        Process late = new ProcessBuilder(
                        program.toString(), data.resolve(RedisConf.FILE).toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("late.log").toFile())
                .start();
        try {
            Await.get(store.flush());
            assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 50));
        } finally {
            store.close();
            late.destroy();
            late.waitFor();
        }
    }

    @Test
    void beyondItsBoundsTheBufferDropsAndCounts() {
        store.close();
        store = open(new StoreBounds(10, 100_000, 50_000, Duration.ofMillis(100), Duration.ofMinutes(10)));
        long dropped = store.dropped();
        Future<String> refused;
        try (Frozen frozen = Frozen.redis(redis)) {
            append(0, 15);
            assertThat(store.buffered()).isEqualTo(10);
            assertThat(store.dropped() - dropped).isEqualTo(5);
            refused = store.putIfAbsent("w", "{}", DAY);
            assertThat(frozen.pid()).isPositive();
        }
        Await.get(store.flush());
        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 10));
        assertThatThrownBy(() -> Await.get(refused)).hasRootCauseInstanceOf(StoreException.class);
        dropped = store.dropped();

        store.putRecord("large", "x".repeat(30_000), DAY);
        Await.get(store.flush());
        assertThat(store.dropped() - dropped).isEqualTo(1);
        assertThat(Await.get(store.record("large"))).isNull();

        try (Frozen frozen = Frozen.redis(redis)) {
            IntStream.range(0, 3).forEach(i -> store.putRecord("r" + i, "x".repeat(20_000), DAY));
            assertThat(store.buffered()).isEqualTo(2);
            assertThat(store.dropped() - dropped).isEqualTo(2);
            assertThat(frozen.pid()).isPositive();
        }
    }

    // A server that refuses

    @Test
    void aWriteTheServerNeverTakesStopsNoOther() {
        try (RawRedis raw = new RawRedis(redis.uri())) {
            raw.redis().set("parley:transcript:c1", "no list");
            raw.redis().aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.XADD));
            store.putRecord("c1", "a", DAY);
            store.appendTranscript("c1", "b", DAY);
            store.publish("c");
            store.putRecord("c2", "d", DAY);
            Await.get(store.flush());

            assertThat(Await.get(store.record("c1"))).isEqualTo("a");
            assertThat(Await.get(store.record("c2"))).isEqualTo("d");
            assertThat(counters.get(ActionsCounter.STORE_REJECTED)).isEqualTo(2);
        }
    }

    @Test
    void aFullServerIsWaitedFor() {
        try (RawRedis raw = new RawRedis(redis.uri())) {
            raw.redis().configSet("maxmemory-policy", "noeviction");
            raw.redis().configSet("maxmemory", "1");
            append(0, 500);
            Eventually.isTrue("the server is full", () -> counters.get(ActionsCounter.STORE_PAUSES) > 0);
            assertThat(store.buffered()).isEqualTo(500);

            raw.redis().configSet("maxmemory", "0");
            Await.get(store.flush());

            assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 500));
        }
    }

    @Test
    void aServerThatHasBecomeAReplicaAndTakesNoWritesIsWaitedFor() {
        try (RawRedis raw = new RawRedis(redis.uri())) {
            append(0, 100);
            Await.get(store.flush());
            raw.redis().replicaof("127.0.0.1", 1);
            append(100, 200);
            Eventually.isTrue("the server takes nothing", () -> counters.get(ActionsCounter.STORE_PAUSES) > 0);
            assertThat(store.buffered()).isEqualTo(100);

            raw.redis().replicaofNoOne();
            Await.get(store.flush());

            assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 200));
            assertThat(counters.get(ActionsCounter.STORE_REJECTED)).isZero();
        }
    }

    @Test
    void closingHandsOverWhatIsBuffered() {
        append(0, 1_000);
        store.close();
        store.close();

        store = open(PATIENT);
        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 1_000));
    }

    @Test
    void aUriThatIsNoneSaysSoWithoutItsPassword() {
        assertThatThrownBy(() -> RedisStore.open(vertx, URI.create("http://:s3cret@h"), counters))
                .isInstanceOf(StoreException.class)
                .hasMessage("redis.uri: expected redis://host:port or rediss://host:port")
                .hasMessageNotContaining("s3cret");
    }
}
