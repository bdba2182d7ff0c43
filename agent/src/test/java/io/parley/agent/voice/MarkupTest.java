package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.agent.voice.Delivery.Emphasis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts with marks: what is said, and how. SSML 1.1, https://www.w3.org/TR/speech-synthesis11/ */
class MarkupTest {
    private final TextToPhones front = TextToPhones.english();

    private List<Clause.Word> words(String text) {
        return Clauses.words(front, text);
    }

    private String said(String text) {
        return Clauses.said(front, text);
    }

    private Clause.Word word(String text, String word) {
        return words(text).stream()
                .filter(w -> w.text().equals(word))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<speak>Hello <emphasis>there</emphasis></speak>                   | Hello there",
                "<s>Hello there</s><s>Goodbye</s>                                  | Hello there Goodbye",
                "un<emphasis>believ</emphasis>able                                 | unbelievable",
                "It is 5 <sub alias=\"kilograms\">kg</sub>                         | It is five kilograms",
                "The <sub alias=\"World Wide Web\">WWW</sub> is up                 | The World Wide Web is up",
                "<say-as interpret-as=\"cardinal\">2026</say-as> points            | two thousand twenty six points",
                "<say-as interpret-as=\"cardinal\">-3.5</say-as>                   | minus three point five",
                "the <say-as interpret-as=\"ordinal\">23</say-as> floor            | the twenty third floor",
                "<say-as interpret-as=\"digits\">412</say-as> rooms                | four one two rooms",
                "<say-as interpret-as=\"characters\">aB4-x</say-as>                | A B four dash X",
                "<say-as interpret-as=\"spell-out\">cat</say-as>                   | C A T",
                "<say-as interpret-as=\"verbatim\">a+b</say-as>                    | A plus B",
                "<say-as interpret-as=\"telephone\">5558261904</say-as>            | five five five eight two six one"
                        + " nine zero four",
                "<say-as interpret-as=\"telephone\">+1 555 826</say-as>            | plus one five five five eight two"
                        + " six",
                "<say-as interpret-as=\"date\" format=\"dmy\">3/6/2026</say-as>    | June third twenty twenty six",
                "<say-as interpret-as=\"date\" format=\"mdy\">3/6/2026</say-as>    | March sixth twenty twenty six",
                "<say-as interpret-as=\"date\" format=\"ymd\">2026-03-06</say-as>  | March sixth twenty twenty six",
                "<say-as interpret-as=\"date\" format=\"md\">3/4</say-as>          | March fourth",
                "<say-as interpret-as=\"date\" format=\"y\">1984</say-as>          | nineteen eighty four",
                "<say-as interpret-as=\"date\" format=\"dmy\">45/6/2026</say-as>   | forty five six twenty twenty six",
                "<say-as interpret-as=\"time\" format=\"hms12\">2:30pm</say-as>    | two thirty PM",
                "<say-as interpret-as=\"time\">14:30</say-as>                      | two thirty PM",
                "<say-as interpret-as=\"currency\">USD 12.50</say-as>              | twelve dollars and fifty cents",
                "<say-as interpret-as=\"currency\">12.50 EUR</say-as>              | twelve euros and fifty cents",
                "Call <phoneme alphabet=\"ipa\" ph=\"ˈsmɪθ\">Smythe</phoneme> now  | Call Smythe now",
                "AT&amp;T &#38; you                                                | AT and T and you",
                "Wait<break time=\"1s\"/>now                                       | Wait now",
                "4<break/>5                                                        | four five",
                "<!-- not said -->Hello<?mark?>                                    | Hello",
            })
    void saysWhatIsMarked(String text, String said) {
        assertThat(said(text)).isEqualTo(said);
        assertThat(Markup.flaws(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello <b>there</b>                              | Hello there",
                "Hello <emphasis>there                           | Hello there",
                "Hello there</emphasis>                          | Hello there",
                "<emphasis>Hello <whisper>there</emphasis>       | Hello there",
                "Hello <break time=300ms/> there                 | Hello there",
                "Hello <break time=\"soon\"/> there              | Hello there",
                "Hello <break time=\"1h                          | Hello",
                "Hello <prosody rate=\"warp 9\">there</prosody>  | Hello there",
                "Hello <prosody rate='x-fast' there              | Hello there",
                "<say-as interpret-as=\"poem\">Hello</say-as>    | Hello",
                "<say-as>Hello</say-as>                          | Hello",
                "<sing notes=\"H9\">Hello</sing>                 | Hello",
                "<lang xml:lang=\"xx\">Hello</lang>              | Hello",
                "<phoneme ph=\"\">Hello</phoneme>                | Hello",
                "<phoneme ph=\"həˈloж\">Hello</phoneme>         | Hello",
                "<phoneme alphabet=\"x-sampa\" ph=\"h\">Hello</phoneme> | Hello",
                "<sub>Hello</sub>                                | Hello",
                "<voice name=\"x\">Hello</voice>                 | Hello",
            })
    void leavesOutWhatIsWrongAndNotesIt(String text, String said) {
        assertThat(said(text)).isEqualTo(said);
        assertThat(Markup.flaws(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 < 6", "a <b and c> d", "I <3 you", "<", "x<", "&", "&amp", "1 & 2", "<>", "a > b"})
    void takesASignThatIsNoTagForItself(String text) {
        assertThat(Markup.flaws(text)).isEmpty();
        front.clauses(text);
    }

    @Test
    void saysTheFormOfAPhonemeWithItsStressBeforeTheVowel() {
        assertThat(front.clauses("<phoneme alphabet=\"ipa\" ph=\"pəˈkɑːn\">pecan</phoneme>")
                        .get(0)
                        .phones())
                .isEqualTo("pəkˈɑn.");
    }

    @Test
    void readsWhatIsWrittenWhereAPhonemeIsNoWord() {
        String text = "<phoneme ph=\"" + "ha".repeat(Ipa.MOST_LETTERS) + "\">Hello</phoneme>";
        assertThat(front.clauses(text).get(0).phones())
                .isEqualTo(front.clauses("Hello").get(0).phones());
        assertThat(Markup.flaws(text)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rate=\"80%\"     | 0.8  | 1    | 0",
                "rate=\"+10%\"    | 1.1  | 1    | 0",
                "rate=\"1.25\"    | 1.25 | 1    | 0",
                "rate=\"slow\"    | 0.8  | 1    | 0",
                "rate=\"900%\"    | 2    | 1    | 0",
                "pitch=\"+12st\"  | 1    | 2    | 0",
                "pitch=\"-10%\"   | 1    | 0.9  | 0",
                "pitch=\"high\"   | 1    | 1.15 | 0",
                "volume=\"-6dB\"  | 1    | 1    | -6",
                "volume=\"loud\"  | 1    | 1    | 4",
                "volume=\"+90dB\" | 1    | 1    | 12",
            })
    void givesWordsTheirProsody(String attribute, double rate, double pitch, double energy) {
        String text = "I <prosody " + attribute + ">really mean</prosody> it.";
        Delivery delivery = word(text, "mean").delivery();
        assertThat(delivery.rate()).isCloseTo(rate, within(1e-6));
        assertThat(delivery.pitch()).isCloseTo(pitch, within(1e-6));
        assertThat(delivery.energy()).isEqualTo(energy);
        assertThat(word(text, "it").delivery()).isEqualTo(Delivery.PLAIN);
    }

    @Test
    void addsUpWhatElementsWithinEachOtherAskFor() {
        Delivery delivery = word(
                        "<prosody rate=\"50%\" volume=\"soft\"><prosody rate=\"120%\" volume=\"+2dB\"><whisper>"
                                + "<emphasis level=\"strong\">psst</emphasis></whisper></prosody></prosody>",
                        "psst")
                .delivery();
        assertThat(delivery.rate()).isCloseTo(0.6, within(1e-6));
        assertThat(delivery.energy()).isEqualTo(-4);
        assertThat(delivery.whisper()).hasValue(1);
        assertThat(delivery.emphasis()).isEqualTo(Emphasis.STRONG);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Wait <break time=\"750ms\"/>now.                          | 750",
                "Wait <break time=\"1.5s\"/>now.                           | 1500",
                "Wait. <break strength=\"strong\"/>Now.                    | 700",
                "Wait <break strength=\"none\"/>now.                       | 0",
                "Wait <break time=\"20s\"/>now.                            | 10000",
                "Wait <break time=\"100ms\"/><break time=\"100ms\"/>now.   | 200",
                "<emphasis>Wait</emphasis><break time=\"300ms\"></break>now. | 300",
            })
    void restsBehindTheWordBeforeABreak(String text, int millis) {
        assertThat(words(text).get(0).pauseAfter()).isEqualTo(millis);
        assertThat(words(text).get(1).pauseAfter()).isEqualTo(Clause.Word.NATURAL);
    }

    @Test
    void restsBehindTheLastWordOfANumber() {
        List<Clause.Word> words = words("Take 42 <break time=\"600ms\"/> of them");
        assertThat(words.stream().filter(w -> w.pauseAfter() == 600).map(Clause.Word::text))
                .containsExactly("two");
    }

    @Test
    void singsANoteASyllableAcrossWords() {
        List<Clause.Word> words = words("<sing notes=\"A4:400 B4:300 C5 A3:200\">Happy birthday, dear</sing> caller");
        assertThat(words.get(0).delivery().notes()).hasSize(2);
        assertThat(words.get(0).delivery().notes().get(0)).isEqualTo(new Note(440, 400));
        assertThat(words.get(1).delivery().notes()).hasSize(2);
        assertThat(words.get(1).delivery().notes().get(0).millis()).isZero();
        assertThat(words.get(1).delivery().notes().get(0).hertz()).isCloseTo(523.25, within(0.01));
        assertThat(words.get(2).delivery().notes()).isEmpty();
        assertThat(words.get(3).delivery()).isEqualTo(Delivery.PLAIN);
    }

    @Test
    void placesWordsInTheTextAsItWasGiven() {
        String text = "Hi &amp; <emphasis>welcome</emphasis>, <sub alias=\"doctor\">Dr</sub> <phoneme"
                + " ph=\"liː\">Leigh</phoneme>!";
        List<String> places =
                words(text).stream().map(w -> text.substring(w.from(), w.to())).toList();
        assertThat(places).containsExactly("Hi", "&amp;", "welcome", "Dr", "Leigh");
    }

    @Test
    void placesWordsThoughAccentsStandBehindTheirLetters() {
        String text = "A cafe\u0301 with <emphasis>cre\u0300me bru\u0302le\u0301e</emphasis>, 2 &amp; e\u0323\u0302n!";
        List<String> places =
                words(text).stream().map(w -> text.substring(w.from(), w.to())).toList();
        assertThat(places)
                .containsExactly(
                        "A", "cafe\u0301", "with", "cre\u0300me", "bru\u0302le\u0301e", "2", "&amp;", "e\u0323\u0302n");
    }

    @Test
    void showsPeopleTheTextWithoutMarks() {
        assertThat(Markup.plain("<s>Hi</s><s>5 &lt; 6<break/>is <sub alias=\"x\">WHO</sub></s> <foo>AT&amp;T</foo>"))
                .isEqualTo("Hi 5 < 6 is WHO AT&T");
        assertThat(Markup.plain("Hello <emphasis>the")).isEqualTo("Hello the");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<break time=\"9s\"/>", "AT&T", "1 < 2", "</speak>", "&lt;", "<sub alias=\"no\">yes</sub>"})
    void keepsWhatIsEscapedAsItWas(String value) {
        assertThat(Markup.plain(Markup.escape(value))).isEqualTo(value);
        assertThat(Markup.flaws(Markup.escape(value))).isEmpty();
        assertThat(words("a " + Markup.escape(value) + " b").stream().map(Clause.Word::pauseAfter))
                .containsOnly(Clause.Word.NATURAL);
    }

    @Test
    void opensAgainWhatIsOpenWhereATextIsCut() {
        String text = "<prosody rate=\"slow\">Hello. What is it?</prosody>";
        assertThat(Markup.from(text, text.indexOf("What"))).isEqualTo("<prosody rate=\"slow\">What is it?</prosody>");
    }

    @Test
    void speaksAnotherLanguageInAClauseOfItsOwn() {
        List<Clause> clauses = front.clauses("Please say <lang xml:lang=\"es\">buenos días</lang>. Thank you.");
        assertThat(clauses.stream().map(Clause::language)).containsExactly(Language.EN_US, Language.ES, Language.EN_US);
        assertThat(clauses.get(1).phones()).isEqualTo("bwˈenos ðˈias.");
    }

    @Test
    void staysWithinItsBoundsWhateverStandsInAText() {
        assertThat(words("<emphasis>".repeat(2_000) + "hello")).hasSizeLessThan(2);
        assertThat(Markup.flaws("<emphasis>".repeat(2_000))).hasSize(MarkupReader.MOST_FLAWS);
        assertThat(words("<emphasis>".repeat(40) + "hello" + "</emphasis>".repeat(40))
                        .get(0)
                        .text())
                .isEqualTo("hello");
        assertThat(words("<emphasis>hi</emphasis> ".repeat(400)).size()).isLessThanOrEqualTo(400);
        assertThat(front.clauses("<".repeat(10_000))).isEmpty();
        assertThat(front.clauses("</s>".repeat(10_000))).isEmpty();
        assertThat(words("<say-as interpret-as=\"digits\">7</say-as> ".repeat(300))
                        .size())
                .isLessThan(301);
        assertThat(words("a \uE000 \u0007 b").stream().map(Clause.Word::text)).containsExactly("a", "B");
    }

    @Test
    void aTextEndsWithItsLastWordAlsoWhereAnotherScriptFollowsInAnotherLanguage() {
        List<Clause> clauses = TextToPhones.english().clauses("All right <lang xml:lang=\"en-GB\">\u4F60\u597D</lang>");
        assertThat(clauses).hasSize(1);
        assertThat(clauses.get(0).phones()).endsWith(".");
    }
}
