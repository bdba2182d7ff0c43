package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LexiconTest {
    @TempDir
    private Path folder;

    @Test
    void knowsTheWordsOfThePack() {
        Lexicon lexicon = Lexicon.load(Reference.PACK.resolve("lexicon.txt.gz"));

        assertThat(lexicon.size()).isGreaterThanOrEqualTo(152_213);
        assertThat(lexicon.pronunciations("latte")).contains("L AA T EY");
        assertThat(lexicon.pronunciations("the")).hasSizeGreaterThan(1);
        assertThat(lexicon.pronunciations("o'clock")).isNotEmpty();
        assertThat(lexicon.pronunciations("lattexy")).isEmpty();
        assertThat(lexicon.pronunciations("")).isEmpty();
        assertThat(lexicon.pronunciations("zzzzzz")).isEmpty();
    }

    @Test
    void everyPronunciationOfThePackIsMadeOfPhonesTheEarKnows() {
        Lexicon lexicon = Lexicon.load(Reference.PACK.resolve("lexicon.txt.gz"));
        for (String word : new String[] {"a", "coffee", "espresso", "twenty", "yes", "cappuccino", "mocha"}) {
            assertThat(lexicon.pronunciations(word))
                    .isNotEmpty()
                    .allSatisfy(p -> assertThat(Phones.ids(p)).isNotEmpty());
        }
    }

    @Test
    void findsTheFirstTheLastAndAllPronunciationsOfAWord() throws IOException {
        Lexicon lexicon = Lexicon.load(written("a AH\na EY\nab AE B\nzoo Z UW\n"));

        assertThat(lexicon.size()).isEqualTo(4);
        assertThat(lexicon.pronunciations("a")).containsExactly("AH", "EY");
        assertThat(lexicon.pronunciations("ab")).containsExactly("AE B");
        assertThat(lexicon.pronunciations("zoo")).containsExactly("Z UW");
        assertThat(lexicon.pronunciations("b")).isEmpty();
    }

    @Test
    void saysWhereAFileIsOutOfOrder() throws IOException {
        Path file = written("b B IY\na AH\n");

        assertThatThrownBy(() -> Lexicon.load(file))
                .hasMessageContaining(file + ":2")
                .hasMessageContaining("expected bytewise order");
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> Lexicon.load(folder.resolve("none.gz")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.gz");
    }

    private Path written(String text) throws IOException {
        Path file = folder.resolve("lexicon.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
