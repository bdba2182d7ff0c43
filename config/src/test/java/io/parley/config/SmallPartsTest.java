package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.Template.Env;
import io.parley.config.Template.Filter;
import io.parley.config.Template.Literal;
import io.parley.config.Template.Value;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates, durations and the guess at what was meant. */
@Timeout(10)
class SmallPartsTest {
    @Test
    void aTemplateIsTextWithPlaces() {
        assertThat(Template.parse("${env:URL}/orders/{number|digits}?a={a}$").parts())
                .containsExactly(
                        new Env("URL"),
                        new Literal("/orders/"),
                        new Value("number", Filter.DIGITS),
                        new Literal("?a="),
                        new Value("a", null),
                        new Literal("$"));
        assertThat(Template.parse("Bearer ${file:/run/key}").parts())
                .containsExactly(new Literal("Bearer "), new Env("file:/run/key"));
    }

    @Test
    void aTemplateKnowsTheValuesItNeeds() {
        assertThat(Template.parse("{b} {a} {b}").names()).containsExactly("b", "a");
        assertThat(Template.parse("${env:A} b").names()).isEmpty();
        assertThat(Template.parse("").parts()).isEmpty();
    }

    @Test
    void aTemplateKnowsWhetherItIsOneValueOnly() {
        assertThat(Template.parse("{a}").isValue()).isTrue();
        assertThat(Template.parse(" {a}").isValue()).isFalse();
        assertThat(Template.parse("${env:A}").isValue()).isFalse();
        assertThat(Template.parse("").isValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{}",
                "{a",
                "a}",
                "{{a}}",
                "{a b}",
                "{1a}",
                "{a|}",
                "{a|loud}",
                "{|digits}",
                "${a}",
                "${env:}",
                "${env:A-B}",
                "{env:A}",
                "${env:A",
                "$ {a b}"
            })
    void refusesATemplateThatIsNone(String text) {
        assertThatThrownBy(() -> Template.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysEverythingThatIsWrongInATemplate() {
        assertThatThrownBy(() -> Template.parse("{a b} ${HOME} {c|loud} {"))
                .hasMessage(String.join(
                        "\n",
                        List.of(
                                "found '{a b}', expected {name} or {name|filter}",
                                "found '${HOME}', expected ${env:NAME}",
                                "found '{c|loud}', expected one of the filters digits, money, date, time, spell, number",
                                "found '{a b} ${HOME} {c|loud} {', expected braces in pairs, with a name in each")));
    }

    @ParameterizedTest
    @CsvSource({
        "300ms, 300",
        "3s, 3000",
        "5m, 300000",
        "1h, 3600000",
        "0s, 0",
        "1500ms, 1500",
        "90s, 90000",
        "25h, 90000000"
    })
    void readsAndWritesDurations(String text, long millis) {
        assertThat(Durations.parse(text)).contains(Duration.ofMillis(millis));
        assertThat(Durations.format(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "s", "1.5s", "-1s", "1d", "3 s", "3S", "1h30m", "9999999999s"})
    void refusesDurationsThatAreNone(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "vlaues, values",
        "value, values",
        "Values, values",
        "limit, limits",
        "call_length, call-length",
        "asks, ask",
        "sak, ask",
        "type, ",
        "x, ",
        "'', ",
        "interruptions-at-all-and-then-some-more-x, ",
    })
    void guessesWhatWasMeantButNotWildly(String typed, String meant) {
        List<String> known = List.of("values", "ask", "limits", "call-length", "modifiers");

        assertThat(Nearest.of(typed, known).orElse(null)).isEqualTo(meant);
    }

    @Test
    void aBrowserDialsANumberOrNothing() {
        BrowserPhone some = new BrowserPhone(false, List.of("coffee", "+1 555 0100"));
        assertThat(some.dialled("coffee;ext=1\nforged line")).contains("coffee");
        assertThat(some.dialled("+15550100")).contains("+15550100");
        assertThat(some.dialled("bank")).isEmpty();
        assertThat(BrowserPhone.ALL.dialled("bank")).contains("bank");
        for (String none : List.of("", ";ext=1", "bank\n", "ba nk", "*", "\u0661\u0662", "a".repeat(65), "200\r\n")) {
            assertThat(BrowserPhone.ALL.dialled(none)).as(none).isEmpty();
        }
    }

    @Test
    void loopbackIsToldByAddressAndName() {
        assertThat(List.of("localhost", "LOCALHOST", "127.0.0.1", "127.0.0.2", "::1", "[::1]"))
                .allMatch(HttpConfig::isLoopback);
        assertThat(List.of("0.0.0.0", "192.0.2.1", "localhost.example.com", "127.0.0.1.example.com", "", "["))
                .noneMatch(HttpConfig::isLoopback);
    }
}
