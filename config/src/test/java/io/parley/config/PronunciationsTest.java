package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class PronunciationsTest {
    @TempDir
    Path root;

    @Test
    void areReadAsTheyAreWritten() {
        assertThat(Cases.agent(root, file("Siobhan: /ʃɪˈvɔːn/\n  Home  Depot: hohm DEE-poh\n  C++: see plus plus"))
                        .pronounce())
                .isEqualTo(Map.of("Siobhan", "/ʃɪˈvɔːn/", "Home Depot", "hohm DEE-poh", "C++", "see plus plus"));
    }

    @Test
    void mayBeSpelledWithSpanishLetters() {
        assertThat(Cases.agent(root, file("Nuñez: NÚ-ñes")).pronounce()).isEqualTo(Map.of("Nuñez", "NÚ-ñes"));
    }

    @Test
    void mayBeSpelledWithAccentsBehindTheirLetters() {
        assertThat(Cases.agent(root, file("Nuñez: NU\u0301-n\u0303es")).pronounce())
                .isEqualTo(Map.of("Nuñez", "NÚ-ñes"));
    }

    @Test
    void areNoneUnlessGiven() {
        assertThat(Cases.agent(root, "parley: 1\ngreeting: Hello.\ntasks: { hours: { tell: We are open. } }")
                        .pronounce())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Siobhan: sh1vawn       | pronounce.Siobhan: found 'sh1vawn', expected plain letters",
                "Siobhan: /ʃɪˈvɔːЖ/     | pronounce.Siobhan: found '/ʃɪˈvɔːЖ/', expected plain letters",
                "Siobhan: ''            | pronounce.Siobhan: expected plain letters",
                "Siobhan: //            | pronounce.Siobhan: found '//', expected plain letters",
                "'!': bang              | pronounce.!: found '!', expected a word or several",
            })
    void areRefusedWithKeyAndValue(String entry, String message) {
        assertThat(problems(file(entry)))
                .anySatisfy(problem -> assertThat(problem).contains(message));
    }

    @Test
    void areRefusedWhereTheSameWordIsTwiceThere() {
        assertThat(problems(file("gyro: yeero\n  Gyro: hero")))
                .anySatisfy(problem ->
                        assertThat(problem).contains("pronounce.Gyro: found 'Gyro', expected each word only once"));
        assertThat(problems(file("Nuñez: noon yes\n  Nun\u0303ez: noonyes")))
                .anySatisfy(problem -> assertThat(problem).contains("expected each word only once"));
    }

    @Test
    void areRefusedWhereTheyAreTooManyOrTooLong() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= Pronunciations.MAX_WORDS; i++) {
            many.append("word").append(i).append(": word\n  ");
        }
        assertThat(problems(file(many.toString().strip())))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("pronounce: found '501 pronounce', expected at most 500 pronounce"));
        assertThat(problems(file("word: " + "a".repeat(Pronunciations.MAX_SAID + 1))))
                .anySatisfy(problem -> assertThat(problem).contains("at most 100 characters"));
        assertThat(problems(file("w".repeat(Pronunciations.MAX_WRITTEN + 1) + ": word")))
                .anySatisfy(problem -> assertThat(problem).contains("at most 60 characters"));
    }

    private List<String> problems(String agent) {
        return Cases.problems(root, () -> Cases.agent(root, agent));
    }

    private static String file(String entries) {
        return "parley: 1\ngreeting: Hello.\ntasks: { hours: { tell: We are open. } }\npronounce:\n  " + entries + "\n";
    }
}
