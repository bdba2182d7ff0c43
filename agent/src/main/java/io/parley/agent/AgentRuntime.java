package io.parley.agent;

import io.parley.agent.dialogue.Dialogue;
import io.parley.agent.dialogue.Guard;
import io.parley.agent.dialogue.Wording;
import io.parley.agent.dictation.Readers;
import io.parley.agent.ear.Grammar;
import io.parley.agent.grammar.Continuations;
import io.parley.agent.voice.Persona;
import io.parley.agent.voice.Style;
import io.parley.config.AgentSpec;
import org.jspecify.annotations.Nullable;

/**
 * An agent, ready: its file and what was made of it at the start. Immutable, shared by its calls.
 *
 * @param readers what is made of words that are taken down, null where none are
 */
public record AgentRuntime(
        AgentSpec spec,
        Grammar grammar,
        Continuations continuations,
        Dialogue dialogue,
        Guard guard,
        Wording wording,
        Persona persona,
        Style style,
        @Nullable Readers readers) {

    /** An agent whose callers are not taken down in words. */
    public static AgentRuntime of(AgentSpec spec, Grammar grammar) {
        return new AgentRuntime(
                spec,
                grammar,
                new Continuations(spec),
                new Dialogue(spec),
                new Guard(spec),
                new Wording(spec),
                Persona.of(spec),
                Style.of(spec.voice().style()),
                null);
    }

    /** The same with what is made of words that are taken down. */
    public AgentRuntime taking(Readers of) {
        return new AgentRuntime(spec, grammar, continuations, dialogue, guard, wording, persona, style, of);
    }
}
