package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.StepTimes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MediaLevelTest {
    private static final Watched WATCHED = new Watched(10_000, 5, 9_990, 3, 20, 23.5, 31);
    private static final MediaLevel.Parley PARLEY =
            new MediaLevel.Parley(new StepTimes().soFar(), 2, 0.4, 120_000_000, 7, 4, WATCHED);
    private static final MediaLevel LEVEL =
            new MediaLevel(400, PARLEY, new MediaLevel.Relay(0.5, 40_000_000, 0, WATCHED), 0.002);

    @Test
    void tellsWhatACallCostsAndHowManyTimesTheReferenceThatIs() {
        assertThat(LEVEL.corePerCall()).isEqualTo(0.001);
        assertThat(LEVEL.coreRatio()).isEqualTo(0.8);
        assertThat(LEVEL.memoryRatio()).isEqualTo(3);
        assertThat(LEVEL.farLateShare()).isEqualTo(0.0005);
    }

    @Test
    void theSummaryHasBothAndHowTheFarEndsSawThem() {
        assertThat(LEVEL.json())
                .containsEntry("calls", 400)
                .containsEntry("machine_in_time", 0.998)
                .containsEntry("skipped", 2L)
                .containsEntry("lost", 7L)
                .containsEntry("core", 0.4)
                .containsEntry("core_per_call", 0.001)
                .containsEntry("rss_mb", 120L)
                .containsEntry("gap_ms", Map.of("p50", 20.0, "p99_9", 23.5, "max", 31.0))
                .containsEntry("core_ratio", 0.8);
        assertThat(LEVEL.json().get("relay"))
                .isEqualTo(Map.of(
                        "core",
                        0.5,
                        "rss_mb",
                        40L,
                        "lost",
                        0L,
                        "gap_ms",
                        Map.of("p50", 20.0, "p99_9", 23.5, "max", 31.0)));
    }

    @Test
    void withoutAReferenceThereIsNoRatio() {
        MediaLevel alone = new MediaLevel(400, PARLEY, null, 0);

        assertThat(alone.coreRatio()).isNaN();
        assertThat(alone.json()).containsEntry("relay", null).containsEntry("core_ratio", null);
    }
}
