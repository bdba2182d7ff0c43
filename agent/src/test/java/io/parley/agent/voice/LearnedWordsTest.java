package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LearnedWordsTest {
    private static final Path FOLDER = Outside.home().resolve("models/letters-en");

    private final UnknownWords rules = word -> "ɹˈul";

    @Test
    void everyWordHasOnePrimaryStress() {
        assertThat(new LearnedWords(word -> "bækɑn", rules).read("backon")).isEqualTo("bˈækɑn");
        assertThat(new LearnedWords(word -> "bˈækˈɑn", rules).read("backon")).isEqualTo("bˈækˌɑn");
    }

    @Test
    void aWordIsReadOnceAndTheOldestIsForgottenBeyondTheCap() {
        List<String> asked = new ArrayList<>();
        LearnedWords words = new LearnedWords(
                word -> {
                    asked.add(word);
                    return "ə";
                },
                rules);
        words.read("w0");
        words.read("w0");
        assertThat(asked).containsExactly("w0");
        for (int i = 1; i <= 3 * LearnedWords.MOST_WORDS; i++) {
            words.read("w" + i);
        }
        assertThat(words.size()).isEqualTo(LearnedWords.MOST_WORDS);
        words.read("w0");
        assertThat(asked.subList(1, asked.size())).contains("w0");
    }

    @Test
    void whatIsTooLongToBeAWordIsReadByRulesAndNotRemembered() {
        LearnedWords words = new LearnedWords(word -> "ə", rules);
        assertThat(words.read("a".repeat(LetterModel.MOST_LETTERS + 1))).isEqualTo("ɹˈul");
        assertThat(words.size()).isZero();
    }

    @Test
    void whereTheModelSaysNothingTheRulesDo() {
        assertThat(new LearnedWords(word -> "", rules).read("hm")).isEqualTo("ɹˈul");
    }

    @Test
    void aModelThatFailsIsNotAskedAgain() {
        List<String> asked = new ArrayList<>();
        LearnedWords words = new LearnedWords(
                word -> {
                    asked.add(word);
                    throw new IllegalStateException("closed");
                },
                rules);
        assertThat(words.read("first")).isEqualTo("ɹˈul");
        assertThat(words.read("second")).isEqualTo("ɹˈul");
        assertThat(asked).containsExactly("first");
    }

    @ParameterizedTest
    @EnumSource(
            value = Language.class,
            names = {"EN_US", "EN_GB"})
    void anUnknownNameIsReadByTheModelUntilThePackIsClosed(Language language) {
        LetterPack letters = LetterPack.open(FOLDER);
        assertThat(phones(letters.of(language), "Ask for Brozhanska."))
                .isNotEqualTo(phones(TextToPhones.of(language), "Ask for Brozhanska."));
        letters.close();
        assertThat(phones(letters.of(language), "Ask for Drothenwick."))
                .isEqualTo(phones(TextToPhones.of(language), "Ask for Drothenwick."));
    }

    @Test
    void withoutThePackWordsAreReadByRules(@TempDir Path folder) {
        try (LetterPack letters = LetterPack.open(folder.resolve("letters-en"))) {
            assertThat(phones(letters.english(), "Ask for Brozhanska."))
                    .isEqualTo(phones(TextToPhones.english(), "Ask for Brozhanska."));
        }
    }

    private static String phones(TextToPhones front, String text) {
        return front.clauses(text).get(0).phones();
    }
}
