package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.ear.EarModel;
import io.parley.agent.ear.Heard;
import io.parley.agent.ear.Search;
import java.util.List;
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

    /** Who was asked has mostly answered, and of a short word the sound tells too little to think otherwise. */
    @Test
    void whatIsExpectedIsBelievedMoreWhereLittleWasHeard() {
        assertThat(Calibration.fit(Calibration.misfit(heard(300, 0)))).isGreaterThan(0.8f);
        assertThat(Calibration.fit(Calibration.misfit(heard(2_400, 0)))).isLessThan(0.6f);
        assertThat(Calibration.fit(Calibration.misfit(heard(2_400, 0.4f)))).isZero();
    }

    @Test
    void aClickIsNotBelievedBecauseItIsShort() {
        assertThat(Calibration.misfit(heard(30, 1))).isEqualTo(Calibration.misfit(heard(240, 1)));
        assertThat(Calibration.fit(Calibration.misfit(heard(30, 1)))).isZero();
    }

    private static Heard heard(int speechMillis, float misfit) {
        float score = -100;
        Search.Result result = new Search.Result(List.of(), score, score, speechMillis / EarModel.ROW_MILLIS);
        float loop = score + misfit * (speechMillis / EarModel.ROW_MILLIS);
        return new Heard(3_000, 0, 1, true, 0, speechMillis, 96, result, loop);
    }

    @Test
    void whatIsNoNumberIsNotBelieved() {
        assertThat(Calibration.sure(Float.NaN, FITTING)).isZero();
        assertThat(Calibration.sure(1, Float.NaN)).isZero();
    }
}
