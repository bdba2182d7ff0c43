package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.server.Json;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a hundred mixed calls leave behind, which must be nothing: {@code ./parley bench soak}, short. */
class BenchSoakIT {
    @Test
    @Timeout(240)
    void nothingIsLeftOfAHundredCalls() {
        isBack(100, "12");
    }

    @Tag("soak")
    @Test
    @Timeout(900)
    void nothingIsLeftOfAThousandCalls() {
        isBack(1_000, "8.4");
    }

    private static void isBack(int calls, String rate) {
        Commands soak = Commands.run("bench", "soak", "--calls", String.valueOf(calls), "--rate", rate, "--json");

        List<String> lines = soak.out().lines().toList();
        JsonNode summary = Json.read(lines.get(lines.size() - 1));
        assertThat(summary.path("wrong")).as(soak.out()).isEmpty();
        assertThat(summary.path("left")).as(soak.out()).isEmpty();
        assertThat(summary.path("calls").asInt()).isEqualTo(calls);
        assertThat(summary.path("after").path("transactions").asInt()).isZero();
        assertThat(soak.exit()).as(soak.out()).isEqualTo(Exit.DONE);
    }
}
