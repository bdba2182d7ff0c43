package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parley.config.StyleKey;
import io.parley.config.StyleSpec;
import java.util.Map;
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
        assertThat(Style.named("whisper").whisper()).isOne();
        assertThat(Style.named("pirate").dialect()).isEqualTo("pirate");
        assertThat(Style.named("sing").melody()).isNotEmpty();
        assertThat(Style.named("opera")).isSameAs(Style.NEUTRAL);
    }

    @Test
    void isMadeOfANameAndWhatDiffers() {
        Style style = Style.of(new StyleSpec("pirate", Map.of(StyleKey.RATE, 1.2), "A4:400 C#3:200"));
        assertThat(style.rate()).isEqualTo(1.2);
        assertThat(style.pitch()).isEqualTo(Style.named("pirate").pitch());
        assertThat(style.dialect()).isEqualTo("pirate");
        assertThat(style.melody()).hasSize(2).first().isEqualTo(new Note(440, 400));
        assertThat(style.melody().get(1).hertz()).isCloseTo(138.59, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, 1, 1, 'rate: found 0.4, expected 0.7 to 1.5'",
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
