package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.dialogue.Dialogue;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Event;
import io.parley.agent.ear.Dictated;
import io.parley.agent.ear.Heard;
import io.parley.agent.ear.Search.Hypothesis;
import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.Search.Word;
import io.parley.agent.ear.Tag;
import io.parley.agent.grammar.Command;
import io.parley.agent.grammar.Continuations;
import io.parley.agent.turn.TurnTaker.Reading;
import io.parley.config.AgentSpec;
import io.parley.models.recogniser.SpokenWord;
import io.parley.testkit.Outside;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long the agent waits after what was said into the greeting, by what the agent's file lets callers add. */
@Timeout(10)
class InterpreterTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Path COFFEE = Outside.home().resolve("examples/coffee-shop");
    private static final Path MESSAGE = Outside.home().resolve("agent/src/test/resources/agents/message");
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
        assertThat(read(COFFEE, Float.NaN, "drink=latte")).isNull();
        assertThat(read(COFFEE, SURE_FIT, "drink=latte")).isNotNull();
    }

    @Test
    void whatIsSaidWhereTextWasAskedForIsTheTextAfterAPauseToThink() {
        Reading reading = readText(new Dictated.Written(words("my car broke down"), null, false), null, ALIEN);

        assertThat(reading).isNotNull();
        assertThat(reading.meaning().slots()).containsExactly(Map.entry("message", "my car broke down"));
        assertThat(reading.meaning().weakest()).isEqualTo(0.75f);
        assertThat(reading.patienceMillis()).isEqualTo(900);
    }

    @Test
    void whatIsSurelyAWishIsNotTakenForTheText() {
        Dictated written = new Dictated.Written(words("repeat that"), null, false);

        assertThat(readText(written, Tag.command("REPEAT"), SURE_FIT))
                .isNotNull()
                .satisfies(reading -> {
                    assertThat(reading.meaning().command()).isEqualTo(Command.REPEAT);
                    assertThat(reading.patienceMillis()).isEqualTo(480);
                });
        assertThat(readText(written, Tag.command("REPEAT"), -0.1f))
                .isNotNull()
                .satisfies(reading -> assertThat(reading.meaning().slots()).containsEntry("message", "repeat that"));
    }

    @Test
    void untilTextIsWrittenItMeansNothing() {
        assertThat(readText(Dictated.PENDING, null, ALIEN)).isNull();
        assertThat(readText(new Dictated.Failed(), null, ALIEN)).isNull();
        assertThat(readText(new Dictated.Written(words("huh"), null, false), null, ALIEN))
                .isNull();
    }

    private static List<SpokenWord> words(String text) {
        List<SpokenWord> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            words.add(new SpokenWord(word, words.size() % 2 == 0 ? 0.5f : 1));
        }
        return words;
    }

    /** @param command that the ear heard as well as the misfit says, null for none */
    private static @Nullable Reading readText(Dictated dictated, @Nullable Tag command, float misfit) {
        AgentSpec agent = AgentSpec.load(MESSAGE);
        Dialogue dialogue = new Dialogue(agent);
        DialogueState greeted =
                dialogue.on(DialogueState.START, new Event.Begin()).state();
        DialogueState asked = dialogue.on(greeted, new TypedCaller(agent).say("take a message", greeted, 1))
                .state();
        List<Hypothesis> heard =
                command == null ? List.of() : List.of(new Hypothesis(List.of(new Word("repeat", command, 0)), 1, true));
        Heard report = heard(new Result(heard, -100, -100, 20), misfit).with(dictated);
        return new Interpreter(agent, new Continuations(agent), TODAY).read(report, asked);
    }

    private static Heard heard(Result result, float misfit) {
        int speechMillis = 600;
        return new Heard(900, 0, 1, true, 0, speechMillis, 96, result, result.score() + misfit * 20);
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
        Result result = new Result(List.of(new Hypothesis(words, 1, true)), -100, -100, 20);
        return new Interpreter(agent, new Continuations(agent), TODAY).read(heard(result, misfit), open);
    }
}
