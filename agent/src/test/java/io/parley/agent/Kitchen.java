package io.parley.agent;

import io.parley.actions.ActionObserver;
import io.parley.actions.ActionsCounters;
import io.parley.actions.EmbeddedRedis;
import io.parley.actions.HttpActionBus;
import io.parley.actions.RedisStore;
import io.parley.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A business that really listens on HTTP, and the real bus with its Redis that reaches it. */
final class Kitchen implements AutoCloseable {
    private static final int SECONDS = 20;
    /** Whatever was asked for is in it. */
    private static final String ANSWER = """
            {"number": 407, "token": "t-1", "name": "Maria", "language": "en-US", "balance": "12.50", "reference": "KX7",
             "payments": [{"amount": "42.50", "payee": "Bell", "day": "2026-03-02"}]}""";

    final HttpActionBus bus;
    /** Status of the next answers; 0 keeps them until {@link #serve}. */
    volatile int status = 201;

    private final Vertx vertx = Vertx.vertx();
    private final ActionsCounters counters = new ActionsCounters();
    private final EmbeddedRedis redis;
    private final RedisStore store;
    private final HttpServer server;
    /** Paths of all requests, in order. */
    final List<String> paths = new CopyOnWriteArrayList<>();

    private final List<JsonObject> orders = new CopyOnWriteArrayList<>();
    private final BlockingQueue<HttpServerResponse> waiting = new LinkedBlockingQueue<>();

    Kitchen(Path data) {
        redis = EmbeddedRedis.start(data, true, counters);
        store = RedisStore.open(vertx, redis.uri(), counters);
        server = get(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    orders.add(body.length() == 0 ? new JsonObject() : body.toJsonObject());
                    paths.add(request.path());
                    if (status == 0) {
                        waiting.add(request.response());
                    } else {
                        answer(request.response(), status);
                    }
                }))
                .listen(0, "127.0.0.1"));
        String url = "http://127.0.0.1:" + server.actualPort();
        bus = HttpActionBus.onVertx(
                vertx,
                store,
                Map.of("ORDERS_URL", url, "DIGITS_URL", url, "BANK_URL", url),
                counters,
                new ActionObserver() {});
        Eventually.isTrue("the store connects", store::connected);
    }

    private static void answer(HttpServerResponse response, int status) {
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(status < 300 ? ANSWER : "{}");
    }

    /** Answers a request that was kept waiting. */
    void serve(int answer) {
        try {
            HttpServerResponse response = waiting.poll(SECONDS, TimeUnit.SECONDS);
            if (response == null) {
                throw new AssertionError("no request came");
            }
            vertx.runOnContext(v -> answer(response, answer));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing has been ordered, nobody waits. */
    void forget() {
        orders.clear();
        paths.clear();
        waiting.clear();
    }

    /** Orders since the last time. */
    List<Map<String, Object>> orders() {
        List<Map<String, Object>> taken = new ArrayList<>();
        orders.forEach(o -> taken.add(o.getMap()));
        orders.clear();
        return taken;
    }

    @Override
    public void close() {
        get(bus.close());
        get(server.close());
        store.close();
        redis.close();
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
