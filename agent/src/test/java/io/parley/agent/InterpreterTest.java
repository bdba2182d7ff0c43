package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.dialogue.Dialogue;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Event;
import io.parley.agent.ear.Heard;
import io.parley.agent.ear.Search.Hypothesis;
import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.Search.Word;
import io.parley.agent.ear.Tag;
import io.parley.agent.grammar.Continuations;
import io.parley.agent.turn.TurnTaker.Reading;
import io.parley.config.AgentSpec;
import io.parley.testkit.Outside;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long the agent waits after what was said into the greeting, by what the agent's file lets callers add. */
@Timeout(10)
class InterpreterTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Path COFFEE = Outside.home().resolve("examples/coffee-shop");
    private static final Path CLOSED = Outside.home().resolve("bench/agents/closed");
    private static final float SURE_FIT = -1;
    private static final float ALIEN = 1;

    @Test
    void whatTheExamplesGoOnAfterIsWaitedFor() {
        assertThat(patience(COFFEE, "size=large")).isEqualTo(800);
        assertThat(patience(COFFEE, "drink=latte")).isEqualTo(224);
        assertThat(patience(COFFEE, "drink=latte", "milk=milk")).isEqualTo(224);
    }

    @Test
    void whatNoExampleGoesOnAfterIsAnsweredSoon() {
        assertThat(patience(COFFEE, "drink=latte", "milk=milk", "sugar=sugar")).isEqualTo(192);
    }

    @Test
    void anAnswerToTheGreetingIsEnoughWhereTheRestIsAskedForAnyway() {
        assertThat(patience(CLOSED, "size=large")).isEqualTo(192);
    }

    @Test
    void speechThatAnythingExplainsBetterMeansNothing() {
        assertThat(read(COFFEE, ALIEN, "drink=latte")).isNull();
        assertThat(read(COFFEE, SURE_FIT, "drink=latte")).isNotNull();
    }

    private static int patience(Path folder, String... said) {
        return Objects.requireNonNull(read(folder, SURE_FIT, said)).patienceMillis();
    }

    private static @Nullable Reading read(Path folder, float misfit, String... said) {
        AgentSpec agent = AgentSpec.load(folder);
        DialogueState open =
                new Dialogue(agent).on(DialogueState.START, new Event.Begin()).state();
        List<Word> words = new ArrayList<>();
        for (String slot : said) {
            String[] pair = slot.split("=", 2);
            words.add(new Word(pair[1], Tag.value(pair[0], pair[1]), words.size()));
        }
        int speechMillis = 600;
        float score = -100;
        Result result = new Result(List.of(new Hypothesis(words, 1, true)), score, score, 20);
        float loop = score + misfit * 20;
        return new Interpreter(agent, new Continuations(agent), TODAY)
                .read(new Heard(900, 0, 1, true, 0, speechMillis, 96, result, loop), open);
    }
}
