package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class StyleTest {
    @Test
    void knowsItsNamesAndSpeaksNeutrallyUnderAnyOther() {
        assertThat(Style.named("fast").rate()).isGreaterThan(1.1);
        assertThat(Style.named("calm").rate()).isLessThan(1);
        assertThat(Style.named("cheerful").pitch()).isGreaterThan(1);
        assertThat(Style.named("pirate")).isSameAs(Style.NEUTRAL);
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, 1, 1, 'rate: found 0.4, expected 0.5 to 2.0'",
        "1, 3, 1, 'pitch: found 3.0'",
        "1, 1, 9, 'pauses: found 9.0'",
        "NaN, 1, 1, 'rate: found NaN'",
    })
    void refusesWhatIsOutOfRange(double rate, double pitch, double pauses, String message) {
        assertThatThrownBy(() -> new Style("x", rate, pitch, pauses))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
