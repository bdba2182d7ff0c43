package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LexiconTest {
    private final Lexicon lexicon = Lexicon.english();

    @ParameterizedTest
    @CsvSource({
        "order, ˈɔɹdəɹ",
        "water, wˈɔTəɹ",
        "read, ɹˈid",
        "read/PAST, ɹˈɛd",
        "would/STRONG, wˈʊd",
        "americano, əmˌɛɹəkˈɑnO",
        "kevin, kˈɛvɪn",
        "NASA, nˈæsə",
        "W, dˈʌbᵊlju",
        "o'clock, əklˈɑk",
        "zymurgy, zˈImˌɜɹʤi",
    })
    void findsWordsVariantsAndNames(String word, String phones) {
        assertThat(lexicon.find(word)).isEqualTo(phones);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "qqqq", "ordxe", "orders'", "zzzzzzzz", "~", "é", "US", "order/PAST"})
    void doesNotFindWhatIsNotThere(String word) {
        assertThat(lexicon.find(word)).isNull();
    }

    @Test
    void doesNotFindAWordLongerThanAny() {
        assertThat(lexicon.find("a".repeat(5_000))).isNull();
    }

    @Test
    void holdsMisakisWordsAndTheEarsNames() {
        assertThat(lexicon.size()).isGreaterThan(260_000);
    }

    @Test
    void staysUnderThreeMegabytes() throws Exception {
        try (var in = Lexicon.class.getResourceAsStream("lexicon-en.bin")) {
            assertThat(in.readAllBytes().length).isLessThan(3_000_000);
        }
    }
}
