package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class PronouncerTest {
    private final Pronouncer pronouncer = new Pronouncer(Lexicon.english(), LetterRules.english());

    @ParameterizedTest
    @CsvSource({
        // listed, whatever the capitals
        "Order, ˈɔɹdəɹ",
        "PATRICIA, pətɹˈɪʃə",
        // from a stem: -s after a voiceless, a voiced and a sibilant sound, possessives
        "americanos, əmˌɛɹəkˈɑnOz",
        "frappuccinos, fɹˌæpuʧˈinOz",
        "Kowalski's, kəwˈɑlskiz",
        "Nguyen's, wˈɪnz",
        "Sanchez's, sˈænʧɛzᵻz",
        // -ed, -ing, -er with the flap, the dropped e and the doubled consonant
        "reboxed, ɹᵻbˈɑkst",
        "voicemailed, vˈYsmˌAld",
        "unbookable, ˌʌnbˈʊkəbəl",
        // two words in one
        "paymentdesk, pˈAmᵊntdˌɛsk",
        // no vowel: spelled
        "xqzt, ˌɛkskjˌuzˌitˈi",
    })
    void readsAWord(String word, String phones) {
        assertThat(pronouncer.phones(word)).isEqualTo(phones);
    }

    @ParameterizedTest
    @CsvSource({"cats, s", "dogs, z", "horses, ᵻz"})
    void inflectsByTheLastSound(String word, String ending) {
        String stem = word.equals("horses") ? "hˈɔɹs" : word.equals("cats") ? "kˈæt" : "dˈɔɡ";
        assertThat(Phones.withS(stem)).isEqualTo(stem + ending);
    }

    @Test
    void flapsATBetweenVowelsInAPastTense() {
        assertThat(Phones.withEd("wˈAt")).isEqualTo("wˈATᵻd");
        assertThat(Phones.withEd("wˈɑnt")).isEqualTo("wˈɑntᵻd");
        assertThat(Phones.withEd("stˈɑp")).isEqualTo("stˈɑpt");
        assertThat(Phones.withEd("bˈɛɡ")).isEqualTo("bˈɛɡd");
    }

    @ParameterizedTest
    @CsvSource({"blorfing", "zylkowicz", "delacroixx", "snorkelwick", "vantooren"})
    void guessesAnyWordWithOneStress(String word) {
        String phones = pronouncer.phones(word);
        assertThat(phones).isNotEmpty();
        assertThat(phones.chars().filter(c -> c == Phones.PRIMARY)).hasSize(1);
    }

    @Test
    void spellsAnInitialismWithTheStressOnTheLast() {
        assertThat(pronouncer.initialism("FBI")).isEqualTo("ˌɛfbˌiˈI");
    }

    @Test
    void hasNothingToSayForNothing() {
        assertThat(pronouncer.phones("")).isEmpty();
        assertThat(pronouncer.phones("'")).isEmpty();
    }
}
