package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.actions.ActionsCounters;
import io.parley.actions.EmbeddedRedis;
import io.parley.actions.RedisStore;
import io.parley.actions.Store;
import io.parley.server.metrics.Metrics;
import io.parley.testkit.Outside;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a killed server leaves in its private Redis, and what the next one makes of it. */
@Timeout(60)
class LostCallsIT {
    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private EmbeddedRedis redis;
    private Store store;

    @BeforeEach
    void start(@TempDir Path folder) {
        Outside.program("redis-server");
        redis = EmbeddedRedis.start(folder, true, new ActionsCounters());
        store = RedisStore.open(vertx, redis.uri(), new ActionsCounters());
    }

    @AfterEach
    void stop() {
        store.close();
        redis.close();
        Waiting.on(vertx.close(), "closing Vert.x");
    }

    private static String mark(String id) {
        return "{\"id\":\"" + id + "\",\"agent\":\"coffee-shop\",\"number\":\"coffee\"}";
    }

    @Test
    void callsThatWereUnderWayGetARecordThatSaysSoOnce() {
        store.putLive("a", mark("a"));
        store.putLive("b", mark("b"));
        store.appendTranscript("a", "{\"who\":\"agent\",\"text\":\"Hello\"}", Store.MAX_KEEP);
        Waiting.on(store.flush(), "the marks");

        LostCalls.settle(vertx, store, metrics);
        Waiting.on(store.flush(), "the records");
        LostCalls.settle(vertx, store, metrics);

        for (String id : new String[] {"a", "b"}) {
            JsonNode record = Json.read(Waiting.on(store.record(id), "the record"));
            assertThat(record.path("termination").asText()).isEqualTo("lost");
            assertThat(record.path("live").asBoolean(true)).isFalse();
            assertThat(record.path("number").asText()).isEqualTo("coffee");
        }
        assertThat(Waiting.on(store.live(), "the marks")).isEmpty();
        assertThat(Waiting.on(store.transcript("a"), "the transcript")).hasSize(1);
        assertThat(metrics.text())
                .contains("parley_calls_total{agent=\"coffee-shop\",result=\"error\",termination=\"lost\",} 2.0");
    }

    @Test
    void whereNothingWasUnderWayNothingIsWritten() {
        LostCalls.settle(vertx, store, metrics);
        assertThat(metrics.text()).doesNotContain("termination=\"lost\"");
    }
}
