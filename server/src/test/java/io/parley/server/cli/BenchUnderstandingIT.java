package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.server.Json;
import io.parley.testkit.Outside;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./parley bench understanding --virtual} as its user runs it. */
@Timeout(180)
class BenchUnderstandingIT {
    private static Commands virtual(String... more) {
        String calls = Outside.home().resolve("bench/calls").toString();
        List<String> words = new ArrayList<>(List.of("bench", "understanding", "--virtual", "--set", calls, "--json"));
        words.addAll(List.of(more));
        return Commands.run(words.toArray(String[]::new));
    }

    private static JsonNode summary(Commands bench) {
        List<String> lines = bench.out().lines().toList();
        return Json.read(lines.get(lines.size() - 1));
    }

    @Test
    void theSameTurnsGiveTheSameBytesWhateverTheNumberOfThreads() {
        Commands first = virtual("--limit", "4", "--parallel", "1");
        Commands second = virtual("--limit", "4", "--parallel", "2");

        assertThat(first.exit()).as(first.err()).isEqualTo(Exit.DONE);
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(summary(first).path("turns").asInt()).isEqualTo(4);
        assertThat(summary(first).path("whole").asDouble()).isEqualTo(1);
        assertThat(summary(first).path("sets").path(0).path("set").asText()).isEqualTo("calls");
    }

    @Test
    void aNetworkThatLosesEverythingLeavesNothingToUnderstand() {
        Commands lost = virtual("--limit", "1", "--impair", "in:loss=100%");

        assertThat(lost.exit()).as(lost.err()).isEqualTo(Exit.DONE);
        assertThat(summary(lost).path("whole").asDouble()).isZero();
        assertThat(summary(lost).path("asked_again").asDouble()).isEqualTo(1);
        assertThat(summary(lost).path("impair").path(0).asText()).isEqualTo("in:loss=100%");
    }
}
