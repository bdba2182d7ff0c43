package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ITU-T G.107 with its default values; the expected scores are computed by hand from its formulas. */
@Timeout(10)
class EModelTest {
    @ParameterizedTest(name = "{0} lost, {1} ms: {2}")
    @CsvSource({"0, 0, 4.41", "0, 100, 4.36", "0.01, 20, 4.32", "0.05, 20, 3.90", "0.2, 20, 2.61", "0, 400, 3.05"})
    void scoresLossAndDelay(double loss, double delay, double mos) {
        assertThat(EModel.mos(loss, delay)).isCloseTo(mos, within(0.01));
    }

    @Test
    void staysWithinTheScale() {
        assertThat(EModel.mos(1, 5_000)).isEqualTo(1);
        assertThat(EModel.mos(-1, -1)).isLessThanOrEqualTo(4.5);
    }
}
