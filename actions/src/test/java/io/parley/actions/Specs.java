package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Actions as the configuration's loader would give them. */
final class Specs {
    private Specs() {}

    static ActionSpec get(String url) {
        return spec(Risk.READ, new Http("GET", url, Map.of(), Map.of(), null));
    }

    static ActionSpec post(String url, @Nullable Object json) {
        return spec(Risk.WRITE, new Http("POST", url, Map.of(), Map.of(), json));
    }

    static ActionSpec spec(Risk risk, Http http) {
        return new ActionSpec(
                "orders.place",
                http,
                Map.of("number", "$.number"),
                Map.of(),
                null,
                risk,
                Duration.ofSeconds(10),
                0,
                OnInterrupt.KEEP,
                null,
                null,
                null);
    }

    static ActionSpec with(ActionSpec spec, Risk risk) {
        return new ActionSpec(
                spec.name(),
                spec.kind(),
                spec.result(),
                spec.lists(),
                spec.example(),
                risk,
                spec.deadline(),
                spec.retries(),
                spec.onInterrupt(),
                null,
                null,
                null);
    }

    static ActionSpec with(ActionSpec spec, Duration deadline, int retries) {
        return new ActionSpec(
                spec.name(),
                spec.kind(),
                spec.result(),
                spec.lists(),
                spec.example(),
                spec.risk(),
                deadline,
                retries,
                spec.onInterrupt(),
                null,
                null,
                null);
    }

    static ActionSpec withResult(ActionSpec spec, Map<String, String> result) {
        return new ActionSpec(
                spec.name(),
                spec.kind(),
                result,
                spec.lists(),
                spec.example(),
                spec.risk(),
                spec.deadline(),
                spec.retries(),
                spec.onInterrupt(),
                null,
                null,
                null);
    }
}
