package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class VoiceLevelTest {
    @Test
    void holdsUpToOneLateFrameInAThousand() {
        assertThat(level(1_000, 1, 0).holds()).isTrue();
        assertThat(level(1_000, 2, 0).holds()).isFalse();
    }

    @Test
    void doesNotHoldWhereTheVoiceFailedOrNothingWasSaid() {
        assertThat(level(1_000, 0, 1).holds()).isFalse();
        assertThat(level(0, 0, 0).holds()).isFalse();
    }

    @Test
    void tellsWhatASecondOfSpeechTakes() {
        VoiceLevel level = level(1_000, 1, 0);

        assertThat(level.realTimeFactor()).isEqualTo(0.0125);
        assertThat(level.json())
                .containsEntry("real_time_factor", 0.0125)
                .containsEntry("cpu_s_per_speech_s", 0.05)
                .containsEntry("core", 0.2)
                .containsEntry("late_share", 0.001)
                .containsEntry("cached", 2)
                .containsEntry("first_ms", Percentiles.json(11.5, 12.5))
                .containsEntry("cached_first_ms", Percentiles.json(1, 2));
    }

    @Test
    void whatWasNotMeasuredIsNull() {
        VoiceLevel.Rendered nothing = new VoiceLevel.Rendered(0, 0, Double.NaN);
        VoiceLevel level =
                new VoiceLevel(1, 1, 0, 0, 0, 0, new double[0], new double[0], new double[0], nothing, 0.1, Double.NaN);

        assertThat(level.json())
                .containsEntry("real_time_factor", null)
                .containsEntry("cpu_s_per_speech_s", null)
                .containsEntry("late_share", null)
                .containsEntry("wait_ms", null)
                .containsEntry("late_steps", null);
    }

    private static VoiceLevel level(long frames, long late, long failed) {
        return new VoiceLevel(
                2,
                10,
                frames,
                late,
                8,
                failed,
                new double[] {11.5, 12.5},
                new double[] {25, 25},
                new double[] {1, 2},
                new VoiceLevel.Rendered(40, 0.5, 0.25),
                2,
                0);
    }
}
