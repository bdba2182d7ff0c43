package io.parley.agent.phrases;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the tokens that the Hugging Face library gives with the same file, its padding and truncation switched off. */
@Timeout(30)
class WordPieceTest {
    private static WordPiece tokenizer;

    @BeforeAll
    static void load() {
        tokenizer = WordPiece.load(
                Outside.home().resolve("models/target/packs/phrases-en/bge-small-en-v1.5-q-tokenizer.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "block my card             | 101 3796 2026 4003 102",
                "I've lost my credit-card! | 101 1045 1005 2310 2439 2026 4923 1011 4003 999 102",
                "three o'clock             | 101 2093 1051 1005 5119 102",
                "Zoë's café                | 101 11199 1005 1055 7668 102",
                "unbelievably qwzx         | 101 4895 8671 2666 3567 6321 1053 2860 2480 2595 102",
            },
            quoteCharacter = '"')
    void givesTheTokensOfTheModelsOwnTokenizer(String text, String tokens) {
        assertThat(text(tokenizer.tokens(text, 128))).isEqualTo(tokens);
    }

    @Test
    void aWordWithoutEndIsUnknown() {
        assertThat(text(tokenizer.tokens("x".repeat(101) + " end", 128))).isEqualTo("101 100 2203 102");
    }

    @Test
    void nothingIsABeginningAndAnEnd() {
        assertThat(text(tokenizer.tokens("", 128))).isEqualTo("101 102");
    }

    @Test
    void whatIsTooLongIsCutAndStillEnds() {
        assertThat(tokenizer.tokens("block ".repeat(1_000), 8))
                .hasSize(8)
                .startsWith(101)
                .endsWith(102);
    }

    private static String text(long[] tokens) {
        return String.join(" ", Arrays.stream(tokens).mapToObj(String::valueOf).toList());
    }
}
