package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.testkit.Eventually;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bus with a real store on a real Redis. */
final class BusFixture implements AutoCloseable {
    /** What {@link #counting} answers first. */
    static final ActionResult ONE = new ActionResult.Ok(Map.of("number", "1"));

    final Vertx vertx = Vertx.vertx();
    final ActionsCounters counters = new ActionsCounters();
    final EmbeddedRedis redis;
    final RedisStore store;
    final Late late = new Late();
    HttpActionBus bus;

    BusFixture(Path data) {
        redis = EmbeddedRedis.start(data, true, counters);
        store = RedisStore.open(vertx, redis.uri(), counters);
        bus = bus(new InFlight());
        Eventually.isTrue("the store is connected", store::connected);
        warmUp();
    }

    /** Loads the classes a request needs, so that the tests' deadlines are about requests. */
    private void warmUp() {
        try (Api api = Api.json(vertx, "{\"number\":1}")) {
            run(Specs.post(api.url("/"), Map.of()), "warm-up", Map.of());
        }
        for (ActionsCounter counter : ActionsCounter.values()) {
            if (counter.kind() == ActionsCounter.Kind.COUNT) {
                counters.set(counter, 0);
            }
        }
        late.attempts.clear();
        late.results.clear();
    }

    /** Another bus on the same store, as after a restart: without memory of its own. */
    HttpActionBus bus(InFlight inFlight) {
        // Back-offs as short as they may be.
        BusParts parts = HttpActionBus.parts(vertx, store, counters, late, () -> 0);
        return HttpActionBus.onVertx(vertx, parts, Map.of("SECRET", "s3cret"), ActionFunctions.NONE, inFlight);
    }

    /** The bus is another from here on, as after a restart. */
    void restart() {
        Await.get(bus.close());
        bus = bus(new InFlight());
    }

    /** An API that numbers its answers. */
    Api counting() {
        return new Api(vertx, (n, request, response) -> response.end("{\"number\":" + n + "}"));
    }

    ActionBus.Invocation start(ActionSpec action, String key, Map<String, String> arguments) {
        return start(action, key, arguments, null);
    }

    ActionBus.Invocation start(
            ActionSpec action, String key, Map<String, String> arguments, @Nullable Map<String, String> confirmed) {
        return bus.run(new ActionRequest("call-1", key, action, arguments, confirmed));
    }

    ActionResult run(ActionSpec action, String key, Map<String, String> arguments) {
        return run(action, key, arguments, null);
    }

    ActionResult run(
            ActionSpec action, String key, Map<String, String> arguments, @Nullable Map<String, String> confirmed) {
        return Await.get(start(action, key, arguments, confirmed).result());
    }

    long count(ActionsCounter counter) {
        return counters.get(counter);
    }

    @Override
    public void close() {
        Await.get(bus.close());
        store.close();
        redis.close();
        Await.get(vertx.close());
    }

    /** Hears of late answers. */
    static final class Late implements ActionObserver {
        private final BlockingQueue<ActionResult> answers = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> attempts = new LinkedBlockingQueue<>();
        final BlockingQueue<ActionResult> results = new LinkedBlockingQueue<>();

        @Override
        public void attempted(String action, int status, long nanos) {
            attempts.add(status);
        }

        @Override
        public void finished(String action, ActionResult result, long nanos) {
            results.add(result);
        }

        @Override
        public void answeredLate(String action, ActionResult result, long nanos) {
            answers.add(result);
        }

        ActionResult answer() {
            try {
                ActionResult answer = answers.poll(Await.SECONDS, TimeUnit.SECONDS);
                if (answer == null) {
                    throw new AssertionError("no late answer");
                }
                return answer;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
