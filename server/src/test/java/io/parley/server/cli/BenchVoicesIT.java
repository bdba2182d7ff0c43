package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.server.Json;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./parley bench voices} with two voices for two seconds. */
@Timeout(120)
class BenchVoicesIT {
    private static final int VOICES = 2;
    private static final int STEPS = 100;
    /** One in five steps asks for a prompt. */
    private static final int PROMPTS = 20;

    @ParameterizedTest
    @ValueSource(strings = {"--deaf", "--seed=2"})
    void bothTalkAndEverythingThatWasAskedForIsHeardAndCounted(String option) {
        Commands bench =
                Commands.run("bench", "voices", "--count", "2", "--seconds", "2", "--warm", "0", option, "--json");

        assertThat(bench.exit()).as(bench.err() + bench.out()).isEqualTo(Exit.DONE);
        List<String> lines = bench.out().lines().toList();
        JsonNode summary = Json.read(lines.get(lines.size() - 1));
        assertThat(summary.path("event").asText()).isEqualTo("summary");
        assertThat(summary.path("most").isNull()).isTrue();
        assertThat(summary.path("deaf").asBoolean()).isEqualTo(option.equals("--deaf"));
        assertThat(summary.path("lanes").asInt()).isPositive();
        assertThat(summary.path("levels")).hasSize(1);
        JsonNode level = summary.path("levels").path(0);
        assertThat(level.path("voices").asInt()).isEqualTo(VOICES);
        assertThat(level.path("sentences").asInt()).isGreaterThanOrEqualTo(VOICES);
        assertThat(level.path("rendered")).isEqualTo(level.path("sentences"));
        assertThat(level.path("cached").asInt()).isEqualTo(PROMPTS);
        assertThat(level.path("frames").asInt()).isBetween(0, VOICES * STEPS);
        assertThat(level.path("late").asInt()).isBetween(0, level.path("frames").asInt());
        assertThat(level.path("failed").asInt()).isZero();
        assertThat(level.path("first_ms").path("p95").asDouble()).isPositive();
        assertThat(level.path("cached_first_ms").path("p95").asDouble(-1)).isNotNegative();
        assertThat(level.path("core").asDouble()).isPositive();
        assertThat(level.has("real_time_factor")).isTrue();
    }
}
