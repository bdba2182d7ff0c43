package io.parley.agent;

import io.parley.agent.dialogue.Dialogue;
import io.parley.agent.dialogue.Guard;
import io.parley.agent.dialogue.Wording;
import io.parley.agent.ear.Grammar;
import io.parley.agent.grammar.Continuations;
import io.parley.agent.voice.Style;
import io.parley.config.AgentSpec;

/** An agent, ready: its file and what was made of it at the start. Immutable, shared by its calls. */
public record AgentRuntime(
        AgentSpec spec,
        Grammar grammar,
        Continuations continuations,
        Dialogue dialogue,
        Guard guard,
        Wording wording,
        Style style) {

    public static AgentRuntime of(AgentSpec spec, Grammar grammar) {
        return new AgentRuntime(
                spec,
                grammar,
                new Continuations(spec),
                new Dialogue(spec),
                new Guard(spec),
                new Wording(spec),
                Style.named(spec.voice().style()));
    }
}
