package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    private static final Dialect PIRATE = Dialect.of("pirate");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, my friend.                            | Ahoy, me matey.",
                "Yes, what is your name?                      | Aye, what be yer name?",
                "Are you sure? I'm here.                      | Be ye aye? I be here.",
                "Your order is {order}, thank you.            | Yer order be {order}, thank ye.",
                "Is {is} your number?                         | Be {is} yer number?",
                "Ask for Mr. You or My Hello.                 | Ask for Mr. You or My Hello.",
                "Write to hello@my.example or my-shop.        | Write to hello@my.example or my-shop.",
                "<emphasis>Hello</emphasis> <sub alias=\"you\">my</sub> | <emphasis>Ahoy</emphasis> <sub"
                        + " alias=\"you\">my</sub>",
                "<lang xml:lang=\"es\">sir</lang>, it's 42    | <lang xml:lang=\"es\">sir</lang>, it be 42",
            })
    void speaksAsAPirateOutsideValuesNamesAndMarks(String sentence, String pirate) {
        assertThat(PIRATE.words(sentence)).isEqualTo(pirate);
        assertThat(PIRATE.words(pirate)).as("twice").isEqualTo(pirate);
    }

    @Test
    void leavesOtherStylesTheirWords() {
        assertThat(Dialect.of("calm").words("Hello, my friend.")).isEqualTo("Hello, my friend.");
    }
}
