package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.AgentRuntime;
import io.parley.agent.Studio;
import io.parley.agent.dialogue.Dialogue;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Event;
import io.parley.agent.dialogue.Expectation;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single digits as a telephone gives them: fricatives are the first that it takes. */
@Timeout(60)
class ClippedDigitsTest {
    private static Studio studio;
    private static AgentRuntime digits;

    @BeforeAll
    static void open() {
        studio = new Studio();
        digits = studio.agent("digits");
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @ParameterizedTest
    @CsvSource({"IH K,6", "IH K S,6", "S IH K,6", "R IY,3", "AO R,4", "AY V,5", "F AY,5", "EH V AH N,7", "EY T,8"})
    void whatIsLeftOfADigitIsThatDigit(String phones, String digit) {
        assertThat(heard(phones)).isEqualTo(Tag.part("digit", digit));
    }

    @Test
    void aSoundOfListeningIsNoDigit() {
        assertThat(heard("M HH M").name()).isNotEqualTo("digit");
    }

    private Tag heard(String phones) {
        DialogueState greeted = new Dialogue(digits.spec())
                .on(DialogueState.START, new Event.Begin())
                .state();
        Search search = new Search(digits.grammar());
        search.begin(Expectation.of(digits.spec(), greeted).priors());
        Pronounced word = new Pronounced(Ears.model().tree(), any -> List.of(phones)).say("word");
        return Objects.requireNonNull(word.heardBy(search).best()).tags().get(0);
    }
}
