package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.server.Json;
import io.parley.testkit.Outside;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./parley bench sip} with a few calls. */
@Timeout(60)
class BenchSipIT {
    @Test
    void everyCallIsSetUpAndTakenDownByUsAndThroughTheReference() {
        Outside.program("sipp");
        Outside.program("kamailio");
        Commands bench = Commands.run(
                "bench",
                "sip",
                "--rate",
                "20",
                "--seconds",
                "2",
                "--warm",
                "0",
                "--settle",
                "0",
                "--reference",
                "--json");

        assertThat(bench.exit()).as(bench.err()).isEqualTo(Exit.DONE);
        List<String> lines = bench.out().lines().toList();
        JsonNode summary = Json.read(lines.get(lines.size() - 1));
        for (String who : List.of("parley", "relay")) {
            JsonNode run = summary.path(who);
            assertThat(run.path("calls").asInt()).as(who).isEqualTo(40);
            assertThat(run.path("failed").asInt()).as(who).isZero();
            assertThat(run.path("setup_ms").path("p99").isNumber()).as(who).isTrue();
            assertThat(run.path("cpu_ms_per_call").asDouble()).as(who).isPositive();
        }
        assertThat(summary.path("cpu_ratio").asDouble()).isPositive();
    }
}
