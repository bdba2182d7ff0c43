package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.AgentRuntime;
import io.parley.agent.Studio;
import io.parley.agent.dialogue.Dialogue;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Event;
import io.parley.agent.dialogue.Expectation;
import io.parley.agent.dictation.Writers;
import io.parley.agent.grammar.Known;
import io.parley.agent.grammar.Meaning;
import io.parley.models.recogniser.SpokenWord;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recogniser of free speech made of orders and of other things, read by the coffee shop's grammar. */
@Timeout(60)
class SoundSearchTest {
    /** As the interpreter has it: surely what the grammar says, surely something else. */
    private static final float FITS = -0.4f;

    private static final float ALIEN = 0.3f;

    private static Studio studio;
    private static AgentRuntime coffee;
    private static Map<String, Float> priors;

    @BeforeAll
    static void open() {
        studio = new Studio();
        coffee = studio.agent("coffee-shop");
        DialogueState greeted = new Dialogue(coffee.spec())
                .on(DialogueState.START, new Event.Begin())
                .state();
        priors = Expectation.of(coffee.spec(), greeted).priors();
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "can i have a large latte                            | {drink=latte, size=large}",
                "a small double shot ice mocha                       | {drink=iced mocha, shots=double, size=small}",
                "large medium roast i smoker                         | {drink=iced mocha, roast=medium, size=large}",
                "one a single shot espresso with some sugar thank you | {drink=espresso, shots=single, sugar=some sugar}",
                "get me a triple short small cappuccino              | {drink=cappuccino, shots=triple, size=small}",
            })
    void wordsThatSoundLikeAnOrderAreOne(String written, String order) {
        SoundSearch.Read read = read(written);
        Meaning meaning = Meaning.of(read.result(), coffee.spec().slots(), LocalDate.of(2026, 3, 3), Known.NOTHING);

        assertThat(meaning).isNotNull();
        assertThat(new java.util.TreeMap<>(meaning.slots())).hasToString(order);
        assertThat(read.misfit()).isLessThan(FITS / 2);
    }

    @Test
    void theBetterTheWordsFitTheSurerTheyAre() {
        assertThat(read("can i have a large latte").misfit()).isLessThan(FITS);
        assertThat(read("can i have a lodge latter").misfit())
                .isBetween(read("can i have a large latte").misfit(), ALIEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my neighbor painted the whole fence blue",
                "the bus driver found a wallet in the park on the way home",
                "who won the election",
                "where are the keys"
            })
    void wordsThatNoCoffeeShopExpectsFitNothing(String written) {
        assertThat(read(written).misfit()).isGreaterThan(-0.05f);
    }

    @Test
    void noWordsMeanNothing() {
        SoundSearch.Read read = Writers.sounds().read(coffee.grammar(), priors, java.util.List.of());

        assertThat(read.result().hypotheses()).isEmpty();
    }

    private static SoundSearch.Read read(String written) {
        return Writers.sounds()
                .read(
                        coffee.grammar(),
                        priors,
                        Arrays.stream(written.split(" "))
                                .map(word -> new SpokenWord(word, 1))
                                .toList());
    }
}
