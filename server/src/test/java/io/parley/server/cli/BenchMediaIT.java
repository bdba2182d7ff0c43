package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.server.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./parley bench media} with a few calls: real sockets, far ends in a process of their own. */
@Timeout(60)
class BenchMediaIT {
    @ParameterizedTest
    @CsvSource({"pcmu", "g722"})
    void everyCallIsEchoedAndMeasured(String codec) {
        Commands bench = Commands.run(
                "bench", "media", "--calls", "4", "--warm", "1", "--seconds", "2", "--codec", codec, "--json");

        assertThat(bench.exit()).as(bench.err()).isZero();
        JsonNode level = level(bench);
        assertThat(level.path("calls").asInt()).isEqualTo(4);
        assertThat(level.path("frames").asInt()).isBetween(300, 800);
        assertThat(level.path("gap_ms").path("p50").asDouble()).isBetween(10.0, 30.0);
        assertThat(level.path("core").asDouble()).isPositive();
        assertThat(level.path("late_ms").path("p50").asDouble()).isNotNegative();
        assertThat(level.path("machine_in_time").asDouble(-1)).isBetween(0.01, 1.0);
    }

    @Test
    void besideItIsTheRelayWhereThatIsInstalled() {
        Commands bench = Commands.run("bench", "media", "--calls", "4", "--warm", "1", "--seconds", "2", "--json");

        JsonNode relay = level(bench).path("relay");
        assumeTrue(!relay.isNull(), "skipped: there is no rtpengine (Debian: rtpengine-daemon)");
        assertThat(relay.path("gap_ms").path("p50").asDouble()).isBetween(10.0, 30.0);
        assertThat(relay.path("lost").asInt()).isBetween(0, 10);
        assertThat(relay.path("rss_mb").asInt()).isPositive();
    }

    private static JsonNode level(Commands bench) {
        List<String> lines = bench.out().lines().toList();
        return Json.read(lines.get(lines.size() - 1)).path("levels").path(0);
    }
}
