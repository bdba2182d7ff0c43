package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AccentTest {
    private final TextToPhones british = TextToPhones.of(Language.EN_GB);

    /** training/lexicon/british.py wrote the sample: the list of exceptions holds only if both follow the same rules. */
    @ParameterizedTest
    @CsvFileSource(resources = "british-sample.tsv", delimiter = '\t', quoteCharacter = '\0')
    void followsTheRulesThatTheExceptionsWereMadeBy(String word, String american, String expected) {
        assertThat(Accent.british().of(word, american)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // no r but before a vowel, linked again before an ending
        "order, ˈɔːdə",
        "very, vˈɛɹi",
        // the vowels of lot, goat, bath, trap, nurse, near
        "lot, lˈɒt",
        "phone, fˈQn",
        "bath, bˈɑːθ",
        "trap, tɹˈap",
        "nurse, nˈɜːs",
        "beard, bˈɪəd",
        // no flap, a j after t, d and n
        "water, wˈɔːtə",
        "Tuesday, tjˈuːzdA",
        // words of their own
        "schedule, ʃˈɛdjuːl",
        "Z, zˈɛd",
        "Aldeburgh, ˈɔːldbɹə",
        // names that only the American list has, endings put to a stem
        "Kowalski, kəwˈɒlski",
        "americanos, əmˌɛɹɪkˈɑːnQz",
    })
    void speaksBritish(String word, String phones) {
        assertThat(phones(british, word)).isEqualTo(phones);
    }

    @Test
    void linksAnEndingThatBeginsWithAVowel() {
        Pronouncer pronouncer = Pronouncer.british(
                word -> word.equals("zorber") ? "zˈɔɹbəɹ" : null, word -> null, LetterRules.english());
        assertThat(pronouncer.phones("zorber")).isEqualTo("zˈɔːbə");
        assertThat(pronouncer.phones("zorbering")).isEqualTo("zˈɔːbəɹɪŋ");
        assertThat(pronouncer.phones("zorbers")).isEqualTo("zˈɔːbəz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"What is the order number of your car?", "blorfing zylkowicz", "I am in. I'm going to."})
    void usesNoPhoneThatBritishEnglishLacks(String text) {
        assertThat(british.clauses(text)).allSatisfy(clause -> {
            assertThat(clause.language()).isEqualTo(Language.EN_GB);
            assertThat(clause.phones()).doesNotContain("T", "ᵻ", "æ", "O").doesNotMatch(".*ɹ[^ˈˌAIQWYaiuɑɒɔəɛɜɪʊʌᵊ].*");
        });
    }

    /** Every list of words together: what the jar grows by. */
    @Test
    void takesLessThanThreeMegabytesInTheJar() {
        int size = 0;
        for (String name : new String[] {"lexicon-en.bin", "lexicon-gb.bin", "letters-en.bin", "british-en.tsv"}) {
            size += compressed(Resource.read(name, "").array());
        }
        assertThat(size).isLessThan(3_000_000);
    }

    private static int compressed(byte[] data) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        deflater.setInput(data);
        deflater.finish();
        int size = deflater.deflate(new byte[data.length]);
        deflater.end();
        return size;
    }

    private static String phones(TextToPhones front, String word) {
        String phones = front.clauses(word).get(0).phones();
        return phones.substring(0, phones.length() - 1);
    }
}
