package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class TemplateTest {
    private final ClauseCache cache = new ClauseCache(1, 1, new VoiceCounters());

    @Test
    void putsValuesInAndRemembersWhere() {
        Script script = Template.fill("Hi {name}, {name}!", Map.of("name", "Jo"), cache);
        assertThat(script.text()).isEqualTo("Hi Jo, Jo!");
        assertThat(script.variable()).isEqualTo(List.of(new Script.Span(3, 5), new Script.Span(7, 9)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{n|digits}   ; 407          ; 4 0 7",
                "{n|digits}   ; 5558261904   ; 5 5 5, 8 2 6, 1 9 0 4",
                "{n|digits}   ; 555-826-1904 ; 5 5 5, 8 2 6, 1 9 0 4",
                "{n|letters}  ; KJ7          ; K J 7",
                "{n}          ; 407          ; 407",
                "{n|other}    ; 407          ; 407",
                "{x}.         ; 407          ; .",
                "{not a name} ; 407          ; {not a name}",
                "{n           ; 407          ; {n",
            })
    void formatsAValueAsTheTemplateAsks(String template, String value, String text) {
        assertThat(Template.fill(template, Map.of("n", value), cache).text()).isEqualTo(text);
    }

    @Test
    void takesAValueForWhatItIs() {
        Script script = Template.fill("{a}", Map.of("a", "{b} $1 \\", "b", "no"), cache);
        assertThat(script.text()).isEqualTo("{b} $1 \\");
    }

    @Test
    void findsTheClausesWithoutAValue() {
        Script script = Template.sample("Thanks {name}. Your number is {n|digits}. Goodbye.", cache);
        List<Clause> clauses = TextToPhones.english().clauses(script.text());
        assertThat(clauses).hasSize(3);
        assertThat(clauses.stream().filter(clause -> script.cacheFor(clause) != null))
                .singleElement()
                .satisfies(clause -> assertThat(clause.words().get(0).text()).isEqualTo("Goodbye"));
    }
}
