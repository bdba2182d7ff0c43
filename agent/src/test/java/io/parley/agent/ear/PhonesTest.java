package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Phone ids as models/ear-en/README.md gives them: 11 + 4 index + {B 0, E 1, I 2, S 3}. */
@Timeout(30)
class PhonesTest {
    @Test
    void phonesCarryTheirPlaceInTheWord() {
        assertThat(Phones.ids("AA AA AA")).containsExactly(11, 13, 12);
        assertThat(Phones.ids("AE")).containsExactly(11 + 4 + 3);
        assertThat(Phones.ids("ZH AA")).containsExactly(11 + 4 * 38, 12);
        assertThat(Phones.COUNT).isEqualTo(167);
    }

    @Test
    void silenceAndNoiseStandAlone() {
        assertThat(Phones.ids("SIL")).containsExactly(Phones.SILENCE);
        assertThat(Phones.ids("SPN")).containsExactly(Phones.SPOKEN_NOISE);
        assertThat(Phones.position(Phones.SILENCE)).isEqualTo(-1);
        assertThat(Phones.position(Phones.ids("AA B")[1])).isEqualTo(1);
    }

    @Test
    void saysWhichPhoneItDoesNotKnow() {
        assertThatThrownBy(() -> Phones.ids("AA QQ"))
                .hasMessageContaining("phone 'QQ' in 'AA QQ'")
                .hasMessageContaining("expected ARPAbet");
        assertThatThrownBy(() -> Phones.ids("SPN AA")).hasMessageContaining("SPN");
    }
}
