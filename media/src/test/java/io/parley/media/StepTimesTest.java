package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StepTimesTest {
    private static final long MICRO = 1_000;

    private final StepTimes times = new StepTimes();

    @Test
    void tellsHowManyStepsWereInTimeAndHowLateTheOthersWere() {
        for (int i = 0; i < 998; i++) {
            times.began(100 * MICRO);
        }
        times.began(6_000 * MICRO);
        times.began(70_000 * MICRO);

        StepTimes.Steps steps = times.soFar();
        assertThat(steps.all()).isEqualTo(1_000);
        assertThat(steps.within(5)).isEqualTo(0.998);
        assertThat(steps.within(0.1)).isZero();
        assertThat(steps.percentile(0.5)).isCloseTo(0.1, within(0.021));
        assertThat(steps.percentile(0.999)).isCloseTo(6, within(0.021));
        assertThat(steps.percentile(1)).isGreaterThan(40);
    }

    @Test
    void aMeasurementIsWhatCameSinceAnother() {
        times.began(9_000 * MICRO);
        StepTimes.Steps before = times.soFar();
        times.began(200 * MICRO);

        assertThat(times.soFar().since(before).all()).isEqualTo(1);
        assertThat(times.soFar().since(before).within(5)).isEqualTo(1);
    }

    @Test
    void aStepThatCameEarlyIsNotLate() {
        times.began(-500 * MICRO);

        assertThat(times.soFar().percentile(1)).isLessThan(0.03);
    }

    @Test
    void nothingIsSaidOfNothing() {
        assertThat(times.soFar().percentile(0.5)).isNaN();
        assertThat(times.soFar().within(5)).isEqualTo(1);
    }
}
