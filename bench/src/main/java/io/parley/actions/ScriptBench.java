package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ActionSpec.Script;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What an action costs beside what it does: a script that gives back what it was given, and a function that does. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScriptBench {
    private static final String SOURCE = "export default async ({ day }) => ({ day });";

    private final Vertx vertx = Vertx.vertx();
    private final HttpActionBus bus = HttpActionBus.onVertx(
            vertx,
            Store.inMemory(),
            Map.of(),
            (call, action) -> given -> Map.of("day", given.get("day")),
            new ActionsCounters(),
            ActionObserver.NONE);
    private final ActionSpec script = spec(new Script("day.js", SOURCE, List.of("day"), Map.of()));
    private final ActionSpec function = spec(new ActionSpec.Java(List.of("day")));

    private static ActionSpec spec(ActionSpec.Kind kind) {
        return new ActionSpec(
                "day",
                kind,
                Map.of("day", "$.day"),
                Map.of(),
                null,
                Risk.READ,
                Duration.ofSeconds(30),
                0,
                OnInterrupt.KEEP,
                null,
                null,
                null);
    }

    private Object run(ActionSpec spec) {
        ActionRequest request = new ActionRequest("call-1", "wish-1", spec, Map.of("day", "2026-11-30"), null);
        return bus.run(request)
                .result()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Benchmark
    public Object script() {
        return run(script);
    }

    @Benchmark
    public Object function() {
        return run(function);
    }

    @TearDown
    public void close() {
        bus.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
