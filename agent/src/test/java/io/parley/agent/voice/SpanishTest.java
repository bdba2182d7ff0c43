package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanishTest {
    private final TextToPhones front = TextToPhones.of(Language.ES);

    private String said(String text) {
        return Clauses.said(front, text);
    }

    private String phones(String text) {
        return Clauses.phones(front, text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "readings-es.tsv", delimiter = '\t', quoteCharacter = '\0')
    void readsAsSpeakersDo(String text, String said) {
        assertThat(said(text)).isEqualTo(said);
    }

    /** Sentences as the teacher's espeak-ng reads them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Hola, amigo.                     | ˈola, amˈiɣo.",
                "¿Cómo está usted hoy?            | kˈomo estˈa ustˈed ˈoɪ?",
                "La casa de mi madre.             | la kˈasa ðe mi mˈaðɾe.",
                "Un vaso, un gato y un yate.      | ˈum bˈaso, ˈuŋ ɡˈato i ˈun ʤˈate.",
                "La llave para el perro caro.     | la ʎˈaβe pˌaɾa el pˈero kˈaɾo.",
                "Buenos días, señora García.      | bwˈenos ðˈias, seɲˈoɾa ɣaɾθˈia.",
            })
    void soundsWordsTogether(String text, String phones) {
        assertThat(phones(text)).isEqualTo(phones);
    }

    /** {@code training/lexicon/spanish.py} made the list. */
    @Test
    void agreesWithTheTeachersPhones() {
        List<String[]> words = new String(
                        Resource.read("spanish-espeak.tsv", "").array(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t"))
                .toList();
        long alike = words.stream()
                .filter(word -> SpanishSpeech.softened(SpanishLetters.read(word[0]), ' ', ' ')
                        .equals(word[1]))
                .count();
        assertThat(words).hasSizeGreaterThan(4_000);
        assertThat((double) alike / words.size()).isGreaterThan(0.99);
    }

    @Test
    void needsNoPhoneThatItDoesNotName() {
        String all = phones(
                "Año, guerra, chico, yo, ley, auto, aire, zumo, jugo, álbum, apto, show, club, wifi, kilo. A B C D E F"
                        + " G H I J K L M N Ñ O P Q R S T U V W X Y Z.");
        assertThat(all.chars().mapToObj(Character::toString)).allMatch(SpanishFront.PHONES::contains);
    }

    @Test
    void sayEnglishInAnEnglishClause() {
        List<Clause> clauses = front.clauses("Diga <lang xml:lang=\"en-US\">hello</lang>, por favor.");
        assertThat(clauses.stream().map(Clause::language)).containsExactly(Language.ES, Language.EN_US, Language.ES);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Siobhan                  | ʃiβˈon.",
                "Llame a SIOBHAN, hoy.    | ʎˈame a ʃiβˈon, ˈoɪ.",
                "Home  depot, ya.         | xˌoʊm dˈipo, ʝˈa.",
                "el Home Depot            | el xˌoʊm dˈipo.",
                "En Gate 5                | eŋ ɡˈAt θˈinko.",
                "un gate                  | ˈuŋ ɡˈAt.",
                "la IVA                   | la ˈi ˈuβe ˈa.",
                "Sr. Smith                | seɲˈoɾ esmˈis.",
                "Marya y lialys           | maɾˈia i ljalˈis.",
                "Collar                   | kollˈaɾ.",
                "C++                      | θˈe mˈas mˈas.",
                "Nuñez                    | nˈuɲes.",
            })
    void saysWordsAsTheDeployerWants(String text, String phones) {
        TextToPhones own = front.with(Map.of(
                "Siobhan", "/ʃɪˈvɔːn/",
                "Home Depot", "/ˌhoʊm ˈdipo/",
                "gate", "/ˈgeɪt/",
                "Smith", "es-MIS",
                "Marya", "ma-RI-a",
                "LIALYS", "lia-LIS",
                "collar", "col-LAR",
                "C++", "ce más más",
                "iva", "i uve a",
                "Nuñez", "núñes"));
        assertThat(own.clauses(text).get(0).phones()).isEqualTo(phones);
    }

    @ParameterizedTest
    @CsvSource({"Hola, 0", "Привет, 6", "Hola Ж, 1", "Hola 😀😀, 2", "你好, 2", "él está ß Ünal, 0", "ΑΒΓ Holaж, 4"})
    void countsWhatItCannotRead(String text, int characters) {
        assertThat(front.unread(text)).isEqualTo(characters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Muy bien, Привет", "Muy bien, 你好.", "Muy bien – Γειά", "Muy bien, ΑΒ", "Muy bien, ж"})
    void aTextEndsWithItsLastWordThoughAnotherScriptFollows(String text) {
        assertThat(phones(text)).isEqualTo("mˈuj βjˈen.");
        assertThat(said(text)).isEqualTo("Muy bien");
    }

    @Test
    void namesALetterWithoutItsAccent() {
        assertThat(phones("à, b, ç.")).isEqualTo("ˈa, bˈe, θˈe.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agate", "gates", "los home depots", "gáte", "ga\u0301te", "gate\u0323"})
    void touchesWholeWordsOnly(String text) {
        assertThat(front.with(Map.of("gate", "perro", "Home Depot", "casa")).clauses(text))
                .usingRecursiveComparison()
                .isEqualTo(front.clauses(text));
    }

    @Test
    void saysThemInAnotherLanguagesSentence() {
        Map<String, String> own = Map.of("Siobhan", "/ʃɪˈvɔːn/");
        String spanish = "Please say <lang xml:lang=\"es\">gracias, Siobhan</lang>.";
        assertThat(TextToPhones.english().with(own).clauses(spanish).get(1).phones())
                .isEqualTo("ɡɾˈaθjas, ʃiβˈon.");
        String english = "Diga <lang xml:lang=\"en-US\">thanks, Siobhan</lang>.";
        assertThat(front.with(own).clauses(english).get(1).phones()).endsWith(", ʃɪvˈɔn.");
        assertThat(front.clauses(english).get(1).phones()).doesNotEndWith(", ʃɪvˈɔn.");
    }
}
