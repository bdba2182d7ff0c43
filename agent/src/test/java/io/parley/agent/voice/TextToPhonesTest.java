package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.models.Pack;
import io.parley.testkit.Outside;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TextToPhonesTest {
    private final TextToPhones front = TextToPhones.english();

    @Test
    void tellsWhichWordEachPhoneBelongsTo() {
        Clause clause = front.clauses("Pay 12 now.").get(0);
        assertThat(clause.phones()).isEqualTo("pˈA twˈɛlv nˈW.");
        assertThat(clause.unitOf()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2);
        assertThat(clause.words())
                .containsExactly(
                        new Clause.Word("Pay", 0, 3), new Clause.Word("twelve", 4, 6), new Clause.Word("now", 7, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "?!...", "Привет", "你好", "😀😀", "\u0000\u0007", "()[]{}<>"})
    void hasNoClausesWhereThereIsNothingToSay(String text) {
        assertThat(front.clauses(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Hello, 0", "Привет, 6", "Hello Ж, 1", "Hi 😀😀, 2", "你好, 2", "café naïve ß, 0", "™ Ünal!?, 1"})
    void countsWhatItCannotRead(String text, int characters) {
        assertThat(front.unread(text)).isEqualTo(characters);
    }

    @Test
    void readsTheLanguageAskedFor() {
        assertThat(TextToPhones.of(Language.EN_US).clauses("water").get(0).language())
                .isEqualTo(Language.EN_US);
        assertThat(TextToPhones.of(Language.EN_GB).clauses("water").get(0).phones())
                .isEqualTo("wˈɔːtə.");
    }

    @Test
    void cutsALongTextAfterTheLastSentenceThatFits() {
        String text = "This is one sentence of many. ".repeat(200);
        assertThat(front.clauses(text)).hasSize(TextToPhones.MAX_CHARS / 30);
        assertThat(front.clauses("word ".repeat(1_000)).stream()
                        .mapToInt(c -> c.words().size())
                        .sum())
                .isEqualTo(TextToPhones.MAX_CHARS / 5);
        assertThat(TextToPhones.capped("x".repeat(10_000))).hasSize(TextToPhones.MAX_CHARS);
    }

    /** Whatever comes, every clause can be planned: known phones, not too many, each with its word. */
    @Test
    void makesPlannableClausesOfAnything() {
        try (Pack opened = Pack.open(Outside.home().resolve("models/voice-en"))) {
            VoicePack pack = new VoicePack(opened);
            long seed = 20261123;
            Random random = new Random(seed);
            for (int i = 0; i < 1_500; i++) {
                String text = rubbish(random);
                for (Clause clause : front.clauses(text)) {
                    assertThat(clause.phones().length() + 2)
                            .as("seed %d, round %d: %s", seed, i, text)
                            .isLessThanOrEqualTo(Planner.MOST_TOKENS)
                            .isEqualTo(clause.unitOf().length + 2);
                    clause.phones().chars().forEach(phone -> pack.token((char) phone));
                    assertThat(clause.words()).isNotEmpty();
                    assertThat(clause.unitOf()[clause.unitOf().length - 1])
                            .isEqualTo(clause.words().size() - 1);
                }
            }
        }
    }

    private static String rubbish(Random random) {
        String[] parts = {
            "order",
            "W",
            "WWWWW",
            "the",
            "$",
            "1",
            "0",
            "23",
            "4567",
            "999999999999999999",
            ".",
            ",",
            "-",
            "/",
            ":",
            "@",
            "'",
            "\"",
            "(",
            ")",
            "#",
            "*",
            "%",
            "°",
            "am",
            "PM",
            "June",
            "St.",
            "Dr.",
            "com",
            "www.",
            "é",
            "ß",
            "Ж",
            "\n",
            "  ",
            " ",
            " ",
            "!",
            "?",
            "…",
            "a",
            "I",
            "oz",
            "pneumonoultramicroscopicsilicovolcanoconiosis",
            "x".repeat(300),
            "1:",
            ":00",
            "2026-11-23",
            "{",
            "}",
            "\u0000",
            "\uD83D",
            "3/4",
            "½",
            "£3bn",
            "x",
            "XIV",
            "+44",
            "(0)",
            "****",
            "GB29",
            "T14:30Z",
            "\u00AD",
            "٣",
            "¼",
            "²",
        };
        StringBuilder text = new StringBuilder();
        int n = 1 + random.nextInt(60);
        for (int i = 0; i < n; i++) {
            text.append(parts[random.nextInt(parts.length)]);
            if (random.nextInt(3) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.", "a-", "1-", "1.", "a@", "1,", "x'", "1/", ": ", "St. ", "1 ", "A.", "+1", "1x", "01 ", "*-",
                "1234 ", "DE89", "$1-", "1)", "N. ", "1 x ", "** ", "xxx ", "A B ", "1 1/2 "
            })
    void readsLongRepetitionsWithoutChoking(String part) {
        List<Clause> clauses = front.clauses(part.repeat(TextToPhones.MAX_CHARS / part.length()));
        assertThat(clauses)
                .allSatisfy(clause -> assertThat(clause.phones().length()).isLessThan(Planner.MOST_TOKENS - 2));
    }
}
