package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.server.Json;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void bothEnginesStandInOneTable() {
        Commands both = virtual("--limit", "2", "--engine", "native,cascade");

        assertThat(both.exit()).as(both.err()).isEqualTo(Exit.DONE);
        JsonNode told = summary(both);
        assertThat(told.path("engines").findValuesAsText("engine")).containsExactly("native", "cascade");
        assertThat(told.path("sets").findValuesAsText("engine")).containsExactly("native", "cascade");
        assertThat(told.path("engines").path(0).path("whole").asDouble()).isEqualTo(1);
        assertThat(told.path("sets").path(1).path("turns").asInt()).isEqualTo(2);
    }

    @Test
    void whoIsNotMeantAndWhoHasNotFinishedIsCounted(@TempDir Path folder) throws IOException {
        Path calls = Outside.home().resolve("bench/calls");
        Files.writeString(folder.resolve("turns.jsonl"), """
                {"audio":"CALLS/code-3002.wav","agent":"closed","over_ms":900,"yields":true}
                {"audio":"CALLS/code-3296.wav","agent":"coffee-shop","reject":true}
                {"audio":"CALLS/code-4264.wav","agent":"closed","expect":{"code":"4264"},"pauses_ms":[[300,600]]}
                """.replace("CALLS", calls.toString()));
        Commands told = Commands.run("bench", "understanding", "--virtual", "--set", folder.toString(), "--json");

        assertThat(told.exit()).as(told.err()).isEqualTo(Exit.DONE);
        JsonNode summary = summary(told);
        assertThat(summary.path("floor").path("interruptions").asInt()).isEqualTo(1);
        assertThat(summary.path("floor").path("taken").asInt()).isEqualTo(1);
        assertThat(summary.path("rejected").asDouble()).isEqualTo(1);
        assertThat(summary.path("whole").asDouble()).isEqualTo(1);
        JsonNode end = summary.path("end_of_turn");
        assertThat(end.path("hesitating").path("turns").asInt()).isEqualTo(1);
        assertThat(end.path("commit_ms").path("p50").asDouble()).isBetween(100.0, 400.0);
    }
}
