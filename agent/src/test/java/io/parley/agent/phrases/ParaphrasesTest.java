package io.parley.agent.phrases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.agent.dictation.Writers;
import io.parley.agent.ear.Resemblance;
import io.parley.config.AgentSpec;
import io.parley.models.recogniser.SpokenWord;
import io.parley.testkit.Outside;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParaphrasesTest {
    private static Paraphrases branch;

    @BeforeAll
    static void open() {
        AgentSpec agent = AgentSpec.load(Outside.home().resolve("agent/src/test/resources/agents/branch"));
        branch = new Paraphrases(Writers.phrases(), agent);
    }

    /** Likeness as ONNX Runtime gives it in Python with the model's own tokenizer. */
    @ParameterizedTest
    @CsvSource({
        "I lost my card, my card is gone, 0.93771",
        "when do you close, block my credit card, 0.65055",
        "somebody stole my wallet with my cards in it, my credit card was stolen, 0.88212"
    })
    void sentencesAreAsAlikeAsTheModelFindsThem(String one, String other, float likeness) {
        float[] a = Writers.phrases().vector(one);
        float[] b = Writers.phrases().vector(other);
        float product = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
        }
        assertThat(product).isCloseTo(likeness, within(0.001f));
    }

    @ParameterizedTest
    @CsvSource({
        "somebody stole my wallet with my card in it, block",
        "i am afraid that somebody uses my card, block",
        "please wire some money to my sister, pay",
        "until what time can i come in today, hours",
        "are you there on sunday, hours"
    })
    void otherWordsForATaskAreNearIt(String words, String task) {
        assertThat(nearest(words)).isNotNull().extracting(Resemblance::task).isEqualTo(task);
    }

    @Test
    void theNearestExampleIsASentenceThatCanBeSaid() {
        assertThat(nearest("my debit card has been stolen")).isNotNull().satisfies(found -> {
            assertThat(found.example()).isEqualTo("my credit card was stolen");
            assertThat(found.similarity()).isBetween(Paraphrases.NEAR, 1f);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my neighbour painted the whole fence blue",
                "what is the capital of peru",
                "the bus driver was late again",
                "no i am on the phone",
                "card",
                "the card"
            })
    void whatIsNobodysBusinessIsNearNothing(String words) {
        assertThat(nearest(words)).isNull();
    }

    private static @Nullable Resemblance nearest(String words) {
        return branch.nearest(Arrays.stream(words.split(" "))
                .map(word -> new SpokenWord(word, 1))
                .toList());
    }
}
