package io.parley.agent;

import io.parley.agent.dialogue.Brain;
import io.parley.agent.dialogue.Briefing;
import io.parley.agent.dialogue.Dialogue;
import io.parley.agent.dialogue.Guard;
import io.parley.agent.dialogue.Wording;
import io.parley.agent.dictation.Readers;
import io.parley.agent.ear.Grammar;
import io.parley.agent.grammar.Continuations;
import io.parley.agent.voice.Persona;
import io.parley.agent.voice.Style;
import io.parley.config.AgentSpec;
import io.parley.config.TransferSpec;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An agent, ready: its file and what was made of it at the start. Immutable, shared by its calls.
 *
 * @param readers what is made of words that are taken down, null where none are
 * @param briefing who asks whether a call may be put through, null where no transfer is attended
 */
public record AgentRuntime(
        AgentSpec spec,
        Grammar grammar,
        Continuations continuations,
        Brain dialogue,
        Guard guard,
        Wording wording,
        Persona persona,
        Style style,
        @Nullable Readers readers,
        @Nullable AgentRuntime briefing) {

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
                null,
                null);
    }

    /**
     * The same, with somebody who asks whether a call may be put through where a transfer is attended.
     *
     * @param grammars compile what callers, and who is asked, may say
     */
    public static AgentRuntime of(AgentSpec spec, Function<AgentSpec, Grammar> grammars) {
        AgentRuntime agent = of(spec, grammars.apply(spec));
        if (spec.transfers().values().stream().noneMatch(TransferSpec::attended)) {
            return agent;
        }
        AgentSpec asking = Briefing.agent(spec);
        return agent.briefing(of(asking, grammars.apply(asking)));
    }

    /** The same with what is made of words that are taken down. */
    public AgentRuntime taking(Readers of) {
        return new AgentRuntime(spec, grammar, continuations, dialogue, guard, wording, persona, style, of, briefing);
    }

    private AgentRuntime briefing(AgentRuntime by) {
        return new AgentRuntime(spec, grammar, continuations, dialogue, guard, wording, persona, style, readers, by);
    }

    /** The same with another mind. */
    public AgentRuntime thinking(Brain mind) {
        return new AgentRuntime(spec, grammar, continuations, mind, guard, wording, persona, style, readers, briefing);
    }
}
