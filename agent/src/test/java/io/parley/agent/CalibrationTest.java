package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CalibrationTest {
    private static final float FITTING = -1;

    @Test
    void whatLeavesNoDoubtIsBelievedAndWhatHasNoShareIsNot() {
        assertThat(Calibration.sure(1, FITTING)).isBetween(0.9f, 1f);
        assertThat(Calibration.sure(0, FITTING)).isLessThan(0.35f);
    }

    @Test
    void moreShareIsNeverLessSure() {
        float before = 0;
        for (float share = 0; share <= 1; share += 0.01f) {
            float sure = Calibration.sure(share, FITTING);
            assertThat(sure).isBetween(before, 1f);
            before = sure;
        }
    }

    @Test
    void theWorseTheSoundFitsTheLessIsBelieved() {
        assertThat(Calibration.sure(1, -0.1f)).isLessThan(Calibration.sure(1, FITTING));
        assertThat(Calibration.sure(1, 1)).isZero();
    }

    @Test
    void whatIsNoNumberIsNotBelieved() {
        assertThat(Calibration.sure(Float.NaN, FITTING)).isZero();
        assertThat(Calibration.sure(1, Float.NaN)).isZero();
    }
}
