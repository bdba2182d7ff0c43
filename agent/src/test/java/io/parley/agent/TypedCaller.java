package io.parley.agent;

import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Event;
import io.parley.agent.dialogue.Expectation;
import io.parley.agent.ear.Heard;
import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.TypedSearch;
import io.parley.agent.grammar.Continuations;
import io.parley.agent.grammar.Graphs;
import io.parley.agent.grammar.Meaning;
import io.parley.agent.turn.TurnTaker.Reading;
import io.parley.config.AgentSpec;
import io.parley.config.SlotSpec;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A caller whose words reach the dialogue as if a perfect ear had heard them, by the agent's own grammar. */
public final class TypedCaller {
    /** A Tuesday. */
    public static final LocalDate TODAY = LocalDate.of(2026, 3, 3);

    private static final float FITS = -100;

    private final AgentSpec agent;
    private final TypedSearch search;
    private final Interpreter interpreter;

    public TypedCaller(AgentSpec agent) {
        this.agent = agent;
        search = new TypedSearch(Graphs.of(agent));
        interpreter = new Interpreter(agent, new Continuations(agent), TODAY);
    }

    /** What the words mean now; null where they mean nothing. */
    public @Nullable Reading reading(String words, DialogueState state) {
        Result result = search.hear(Expectation.of(agent, state).priors(), words);
        Heard heard = new Heard(2_000, 0, 1, true, 0, 1_000, 160, result, result.score() + FITS);
        return interpreter.read(heard, state);
    }

    /** @param sureness factor on every confidence, 1 for a caller who speaks clearly */
    public Event say(String words, DialogueState state, float sureness) {
        Reading reading = reading(words, state);
        SlotSpec.Text text = Expectation.text(agent, state);
        if (text != null && reading == null) {
            return new Event.Said(Meaning.text(text.name(), words, sureness));
        }
        return reading == null
                ? new Event.NoMatch()
                : new Event.Said(reading.meaning().scaled(sureness, share -> share * sureness));
    }
}
