package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.SlotSpec;
import io.parley.models.recogniser.SpokenWord;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class TextValueTest {
    @Test
    void aTextIsItsWords() {
        assertThat(of("the heating doesn't work")).isEqualTo("the heating doesn't work");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the", "huh", "uh the"})
    void aBreathIsNoText(String written) {
        assertThat(of(written)).isEmpty();
    }

    @Test
    void nothingSaidIsNoText() {
        assertThat(TextValue.of(List.of())).isEmpty();
    }

    @Test
    void nothingButWordsGetsIntoAText() {
        assertThat(of("{name} \"x\"<b> a\nb ${env:HOME} o'clock")).isEqualTo("name xb ab envHOME o'clock");
    }

    @Test
    void aTextWithoutEndIsCutAtAWord() {
        String value = TextValue.of(Collections.nCopies(10_000, new SpokenWord("word", 1)));

        assertThat(value).hasSizeBetween(SlotSpec.Text.MAX_CHARACTERS - 5, SlotSpec.Text.MAX_CHARACTERS);
        assertThat(value).endsWith(" word");
    }

    private static String of(String written) {
        return TextValue.of(
                Arrays.stream(written.split(" ")).map(w -> new SpokenWord(w, 1)).toList());
    }
}
