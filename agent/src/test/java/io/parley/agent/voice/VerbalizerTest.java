package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@Timeout(30)
class VerbalizerTest {
    private final Verbalizer verbalizer =
            new Verbalizer(new Pronouncer(Lexicon.english(), LetterRules.english()), Numbers.english());

    /** Written, spoken: marks stand as words, a rest inside a number as a small dash, spelled letters with a dot. */
    @ParameterizedTest
    @CsvFileSource(resources = "readings.tsv", delimiter = '\t', quoteCharacter = '\0')
    void readsAsAnAmericanAgentWould(String written, String spoken) {
        assertThat(spoken(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "readings-gb.tsv", delimiter = '\t', quoteCharacter = '\0')
    void readsAsABritishAgentWould(String written, String spoken) {
        Pronouncer pronouncer = Pronouncer.british(Lexicon.english(), Lexicon.british(), LetterRules.english());
        assertThat(spoken(new Verbalizer(pronouncer, Numbers.british()), written))
                .isEqualTo(spoken);
    }

    /** A rule is not even tried where its first character cannot be: this must lose none of its matches. */
    @ParameterizedTest
    @CsvFileSource(resources = "readings.tsv", delimiter = '\t', quoteCharacter = '\0')
    void knowsWithWhatARuleBegins(String written, String spoken) {
        String text = Verbalizer.clean(written);
        for (Rule rule : verbalizer.rules()) {
            Matcher matcher =
                    rule.pattern().matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
            for (int at = 0; at < text.length(); at++) {
                if (matcher.region(at, text.length()).lookingAt() && matcher.end() > at) {
                    assertThat(rule.mayStartWith(text.charAt(at)))
                            .as("%s at %d of %s", rule.pattern(), at, text)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void endsASentenceAtABlankLineOnly() {
        assertThat(spoken("One\nTwo\n \n\nThree")).isEqualTo("One Two . Three");
    }

    @Test
    void keepsThePlaceOfEachWordInTheText() {
        List<Item> items = verbalizer.items("Pay $412.30 now");
        assertThat(items).first().isEqualTo(new Item.Word("Pay", Item.Kind.WORD, 0, 3));
        assertThat(items.subList(1, 8))
                .allSatisfy(item -> assertThat(item).isInstanceOfSatisfying(Item.Word.class, word -> {
                    assertThat(word.from()).isEqualTo(4);
                    assertThat(word.to()).isEqualTo(11);
                }));
        assertThat(items).last().isEqualTo(new Item.Word("now", Item.Kind.WORD, 12, 15));
    }

    private String spoken(String text) {
        return spoken(verbalizer, text);
    }

    private static String spoken(Verbalizer verbalizer, String text) {
        return verbalizer.items(text).stream().map(VerbalizerTest::shown).collect(Collectors.joining(" "));
    }

    private static String shown(Item item) {
        if (item instanceof Item.Mark mark) {
            return mark.splits() ? String.valueOf(mark.sign()) : "-";
        }
        Item.Word word = (Item.Word) item;
        return word.text() + (word.kind() == Item.Kind.WORD ? "" : "·");
    }
}
