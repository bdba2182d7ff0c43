package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Pronunciations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RespellingTest {
    private static final Map<String, String> PRONOUNCE = Map.of(
            "Siobhan", "/ʃɪˈvɔːn/",
            "Home Depot", "hohm DEE-poh",
            "gyro", "yee-roh",
            "C++", "see plus plus",
            "read", "/rɛd/",
            "Nuñez", "noon yes");

    private final TextToPhones front = TextToPhones.english().with(PRONOUNCE);

    @ParameterizedTest
    @CsvSource({
        "Siobhan, ʃɪvˈɔn.",
        "SIOBHAN called, ʃɪvˈɔn kˈɔld.",
        "siobhan's, ʃɪvˈɔnz.",
        "a gyro, ə jˈiɹO.",
        "to read it, tə ɹɛd ɪt.",
        "C++ code, sˈi plˈʌs plˈʌs kˈOd.",
        "Nuñez, nˈun jˈɛs.",
    })
    void readsAWordAsTheDeployerWants(String text, String phones) {
        assertThat(front.clauses(text).get(0).phones()).isEqualTo(phones);
    }

    /** An accent may be part of its letter (Unicode's NFC) or a character behind it (NFD). */
    @ParameterizedTest
    @EnumSource
    void readsAWordHoweverItsAccentsAreCoded(Language language) {
        for (String key : List.of("Zoë Núñez", "Zoe\u0308 Nu\u0301n\u0303ez")) {
            TextToPhones own = TextToPhones.of(language).with(Map.of(key, "/dip/"));
            for (String text : List.of("Núñez, Zoë Núñez", "Nu\u0301n\u0303ez, ZOE\u0308  NU\u0301N\u0303EZ")) {
                assertThat(own.clauses(text).get(0).phones()).endsWith(", dip.");
            }
        }
    }

    @Test
    void readsSeveralWordsAsOne() {
        Clause clause = front.clauses("At home  depot now").get(0);
        assertThat(clause.words()).extracting(Clause.Word::text).isEqualTo(List.of("At", "home depot", "now"));
        assertThat(clause.phones()).contains("dˈipO nˈW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gyroscope", "the homes depot", "autogyro"})
    void touchesWholeWordsOnly(String text) {
        assertThat(front.clauses(text))
                .usingRecursiveComparison()
                .isEqualTo(TextToPhones.english().clauses(text));
    }

    @ParameterizedTest
    @CsvSource({
        "/ʃɪˈvɔːn/, ʃɪvˈɔːn",
        "/ˈkɑɹ/, kˈɑː",
        "/həʊm/, hQm",
        "/ˈwɔːtɚ/, wˈɔːtə",
    })
    void speaksIpaInTheAccentOfTheReader(String ipa, String phones) {
        TextToPhones british = TextToPhones.of(Language.EN_GB).with(Map.of("xyz", ipa));
        assertThat(british.clauses("xyz").get(0).phones()).isEqualTo(phones + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "t͡ʃaɪ, ʧI",
        "ˈdʒɔɪ, ʤˈY",
        "ˌɪn.təˈnæʃ.nəl, ˌɪntənˈæʃnəl",
        "bɔ̃, bɔn",
        "ˈbɜːd, bˈɜɹd",
        "ɡoʊ, ɡO",
    })
    void translatesIpaAsDictionariesWriteIt(String ipa, String phones) {
        assertThat(Ipa.phones(ipa, Language.EN_US)).isEqualTo(phones);
    }

    /** What the agent's file may hold must be sayable. */
    @ParameterizedTest
    @EnumSource
    void knowsEverySymbolThatAnAgentsFileMayHold(Language language) {
        String sayable = language == Language.ES ? SpanishFront.PHONES : VoicePack.PHONES;
        Pronunciations.IPA
                .chars()
                .forEach(c -> assertThat(Ipa.phones("a" + (char) c + "a", language))
                        .as("U+%04X", c)
                        .isNotNull()
                        .matches(phones -> phones.chars().allMatch(p -> sayable.indexOf(p) >= 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "nɪər, nɪɹ, nɪə, niar",
        "kʊərˈæŋ, kʊɹˈæŋ, kʊəɹˈaŋ, kuarˈaŋ",
        "ˈʃoʊ, ʃˈO, ʃˈQ, ʃˈoʊ",
        "ˈperro, pˈɛɹO, pˈɛɹQ, pˈero",
        "xoˈse, kOsˈɛ, kQsˈɛ, xosˈe",
        "ˈhæri ˈbɔi, hˈæɹi bˈY, hˈaɹi bˈY, xˈari bˈoɪ",
    })
    void findsTheNearestSoundOfEachLanguage(String ipa, String american, String british, String spanish) {
        assertThat(Ipa.phones(ipa, Language.EN_US)).isEqualTo(american);
        assertThat(Ipa.phones(ipa, Language.EN_GB)).isEqualTo(british);
        assertThat(Ipa.phones(ipa, Language.ES)).isEqualTo(spanish);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ж", "ʃ", "123", "a1"})
    void knowsWhatIsNoIpa(String text) {
        assertThat(Ipa.phones(text, Language.EN_US)).isNull();
    }

    @Test
    void takesNoMoreThanAWord() {
        assertThat(Ipa.phones("a".repeat(Ipa.MOST_LETTERS), Language.ES)).hasSize(Ipa.MOST_LETTERS);
        assertThat(Ipa.phones("a".repeat(Ipa.MOST_LETTERS + 1), Language.ES)).isNull();
    }

    @Test
    void dropsAccentsThatEnglishDoesNotWrite() {
        TextToPhones english = TextToPhones.english();
        assertThat(english.with(Map.of("xyz", "señ-ÓR")).clauses("xyz"))
                .usingRecursiveComparison()
                .isEqualTo(english.with(Map.of("xyz", "sen-OR")).clauses("xyz"));
    }
}
