package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LatencyLevelTest {
    private static final LatencyLevel.Steps STEPS = new LatencyLevel.Steps(1_000, 2, 1);

    private static LatencyTurn answer(String slot, boolean right, boolean astray, double earToEar) {
        return new LatencyTurn(slot, right, astray, false, earToEar, Double.NaN);
    }

    private static final LatencyLevel LEVEL = new LatencyLevel(
            2,
            3,
            List.of(
                    new LatencyTurn("", true, false, false, 700, 230),
                    new LatencyTurn("", false, false, true, 800, 250),
                    answer("size", true, false, 200),
                    answer("size", false, false, 300),
                    answer("code", true, false, Double.NaN),
                    answer("code", true, true, 9_000)),
            120,
            30,
            400_000_000,
            STEPS,
            new LatencyLevel.Steps(0, 0, 0));

    @Test
    void interruptionsAreToldApartFromAnswers() {
        assertThat(LEVEL.earToEar()).containsExactly(200, 300);
        assertThat(LEVEL.earToEarOfInterruptions()).containsExactly(700, 800);
        assertThat(LEVEL.bargeIn()).containsExactly(230, 250);
        assertThat(LEVEL.interruptionsRight()).isEqualTo(1);
    }

    @Test
    void anAnswerToAnotherQuestionDoesNotCount() {
        assertThat(LEVEL.answers()).isEqualTo(3);
        assertThat(LEVEL.right()).isEqualTo(2);
        assertThat(LEVEL.astray()).isEqualTo(1);
        assertThat(LEVEL.earToEar("code")).isEmpty();
    }

    @Test
    void anAnswerWithoutReplyIsCounted() {
        assertThat(LEVEL.unanswered()).isEqualTo(1);
    }

    @Test
    void theSummaryHasWhatWasUsedByTheWay() {
        assertThat(LEVEL.json())
                .containsEntry("calls_at_once", 2)
                .containsEntry("cpu_s_per_call_minute", 15.0)
                .containsEntry("rss_mb", 400L)
                .containsEntry("late_steps", 0.002)
                .containsEntry("phone_late_steps", 0.0)
                .containsEntry("cut_ins", 1L)
                .containsEntry("ear_to_ear_ms", Map.of("p50", 200.0, "p95", 300.0));
    }
}
