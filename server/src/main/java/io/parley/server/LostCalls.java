package io.parley.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.actions.Store;
import io.parley.agent.Termination;
import io.parley.server.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that a killed process had, found by their marks at the next start: each gets a record that says so, and its mark
 * goes. Only where a store serves one server alone. On a thread that may block.
 */
final class LostCalls {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.calls");
    private static final long LOOK_MILLIS = 20;
    /** A store that does not answer by then is not waited for; the marks expire by themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private LostCalls() {}

    static void settle(Vertx vertx, Store store, Metrics metrics) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            Waiting.on(
                            connected(vertx, store, deadline).compose(v -> store.live()),
                            PATIENCE.plus(PATIENCE),
                            "lost calls")
                    .forEach(mark -> settle(mark, store, metrics));
        } catch (RuntimeException e) {
            LOG.warn("whether an earlier process was killed with calls under way is not known: {}", e.toString());
        }
    }

    private static Future<Void> connected(Vertx vertx, Store store, long deadline) {
        if (store.connected() || System.nanoTime() - deadline > 0) {
            return Future.succeededFuture();
        }
        Promise<Void> later = Promise.promise();
        vertx.setTimer(LOOK_MILLIS, id -> connected(vertx, store, deadline).onComplete(later));
        return later.future();
    }

    private static void settle(String mark, Store store, Metrics metrics) {
        Termination lost = Termination.lost();
        if (Json.read(mark) instanceof ObjectNode record) {
            String id = record.path("id").asText();
            record.put("live", false);
            record.put("termination", lost.toString());
            record.put("result", lost.result().name().toLowerCase(Locale.ROOT));
            store.putRecord(id, record.toString(), Store.MAX_KEEP);
            store.removeLive(id);
            metrics.callLost(record.path("agent").asText());
            LOG.atWarn()
                    .addKeyValue("call", id)
                    .addKeyValue("termination", lost)
                    .log("over");
        }
    }
}
