package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.server.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./parley bench load} with two callers for whom there is one line. */
@Timeout(120)
class BenchLoadIT {
    @Test
    void whoIsAnsweredIsUnderstoodAndTheOtherIsRefused() {
        Commands bench = Commands.run("bench", "load", "--calls", "2", "--limit", "1", "--seconds", "10", "--json");

        assertThat(bench.exit()).as(bench.err() + bench.out()).isEqualTo(Exit.DONE);
        List<String> lines = bench.out().lines().toList();
        JsonNode summary = Json.read(lines.get(lines.size() - 1));
        JsonNode level = summary.path("levels").path(0);
        assertThat(level.path("answers").asInt()).isPositive();
        assertThat(level.path("ear_to_ear_ms").path("p50").asDouble()).isPositive();
        assertThat(level.path("refused").asInt()).isPositive();
        assertThat(level.path("failed").asInt()).isZero();
        assertThat(level.path("lines_taken").asDouble()).isBetween(0.1, 1.0);
        assertThat(level.path("callers_core").asDouble()).isPositive();
        assertThat(level.path("lane_wait_ms").path("p50").isNumber()).isTrue();
        assertThat(level.path("machine_late").asDouble(-1)).isBetween(0.0, 0.99);
        // One was refused, so two are not what this server carries.
        assertThat(summary.path("most").asInt()).isZero();
    }
}
