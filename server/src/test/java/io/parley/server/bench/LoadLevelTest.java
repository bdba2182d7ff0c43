package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class LoadLevelTest {
    private static final LaneWaits WAITS = new LaneWaits(Map.of(0.005, 90.0, 0.01, 100.0));

    private static LoadLevel level(double earToEar, long late, int refused) {
        LatencyLevel conversations = new LatencyLevel(
                16,
                20,
                List.of(new LatencyTurn("size", true, false, false, earToEar, Double.NaN)),
                160,
                8,
                400_000_000,
                new LatencyLevel.Steps(10_000, late, 0),
                new LatencyLevel.Steps(10_000, 3, 0));
        return new LoadLevel(conversations, 10, 15.5, 2, 700_000_000, WAITS, refused, new double[] {12}, 0, 0.002);
    }

    @ParameterizedTest(name = "{0} ms, {1} late frames of 10,000: {2}")
    @CsvSource({"700, 10, true", "701, 10, false", "300, 11, false", "NaN, 0, false"})
    void holdsWhileAnswersComeInTimeAndFramesDo(double earToEar, long late, boolean holds) {
        assertThat(level(earToEar, late, 0).holds()).isEqualTo(holds);
    }

    @Test
    void whoIsRefusedIsNotCarriedButThoseWhoAreAnsweredMayBeServedWell() {
        assertThat(level(300, 0, 4).holds()).isTrue();
        assertThat(level(300, 0, 4).carried()).isFalse();
        assertThat(level(300, 0, 0).carried()).isTrue();
    }

    @Test
    void theSummaryTellsServerAndCallersApart() {
        assertThat(level(300, 0, 1).json())
                .containsEntry("calls_at_once", 16)
                .containsEntry("core", 0.8)
                .containsEntry("callers_core", 0.2)
                .containsEntry("pss_mb", 700L)
                .containsEntry("lines_taken", 15.5)
                .containsEntry("lane_wait_ms", Map.of("p50", 5.0, "p99", 10.0))
                .containsEntry("refused", 1)
                .containsEntry("refused_ms", Map.of("p50", 12.0, "p95", 12.0))
                .containsEntry("machine_late", 0.002)
                .containsEntry("holds", true);
    }

    @Test
    void laneWaitsAreReadFromTheMetricsAndSubtracted() {
        String before = """
                # TYPE parley_lane_queue_seconds histogram
                parley_lane_queue_seconds_bucket{lane="0",le="0.001",} 10.0
                parley_lane_queue_seconds_bucket{lane="0",le="+Inf",} 11.0
                parley_lane_queue_seconds_count{lane="0",} 11.0
                """;
        String after = """
                parley_lane_queue_seconds_bucket{lane="0",le="0.001",} 70.0
                parley_lane_queue_seconds_bucket{lane="0",le="0.02",} 98.0
                parley_lane_queue_seconds_bucket{lane="0",le="+Inf",} 111.0
                parley_lane_queue_seconds_bucket{lane="1",le="0.001",} 8.0
                parley_lane_queue_seconds_bucket{lane="1",le="0.02",} 10.0
                parley_lane_queue_seconds_bucket{lane="1",le="+Inf",} 10.0
                """;
        LaneWaits waits = LaneWaits.read(after).since(LaneWaits.read(before));

        assertThat(waits.millis(0.5)).isEqualTo(1);
        assertThat(waits.millis(0.95)).isEqualTo(20);
        assertThat(waits.millis(1)).isInfinite();
        assertThat(LaneWaits.read("").millis(0.5)).isNaN();
    }
}
