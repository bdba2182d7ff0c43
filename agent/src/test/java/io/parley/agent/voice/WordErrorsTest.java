package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "Is that right?, is that right, 0",
        "Forty-two; that's it., forty two thats it, 0",
        "Okay Mr Smith, ok mister smith, 0",
        "is that right, is it right, 1",
        "is that right, is right, 1",
        "is that right, is that all right, 1",
        "is that right, '', 3",
        "one two three four, two three four five, 2"
    })
    void countsWhatIsSubstitutedLeftOutAndPutIn(String said, String heard, int wrong) {
        WordErrors errors = WordErrors.between(said, heard);

        assertThat(errors.wrong()).isEqualTo(wrong);
        assertThat(errors.words()).isEqualTo(WordErrors.words(said).size());
    }
}
