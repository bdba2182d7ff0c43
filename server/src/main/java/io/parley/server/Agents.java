package io.parley.server;

import io.parley.agent.AgentRuntime;
import io.parley.agent.ear.Grammar;
import io.parley.agent.grammar.AgentGrammar;
import io.parley.config.AgentSpec;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes agents ready: what their callers may say is compiled for the ear. */
public final class Agents {
    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);

    private Agents() {}

    /**
     * @param recognition null where no agent needs it
     * @return by id, in the order given
     * @throws ConfigException where an agent's file names a voice or a style that there is not
     */
    public static Map<String, AgentRuntime> ready(
            List<AgentSpec> specs, Models models, @Nullable Recognition recognition) {
        List<ConfigProblem> unknown = VoiceNames.problems(specs, models.voices());
        if (!unknown.isEmpty()) {
            throw new ConfigException(unknown);
        }
        Map<String, AgentRuntime> agents = new LinkedHashMap<>();
        for (AgentSpec spec : specs) {
            AgentRuntime agent = ready(spec, models);
            agents.put(
                    spec.id(),
                    recognition == null || spec.dictates().isEmpty()
                            ? agent
                            : agent.taking(recognition.readers(spec, agent.grammar())));
        }
        return agents;
    }

    private static AgentRuntime ready(AgentSpec spec, Models models) {
        return AgentRuntime.of(spec, agent -> grammar(agent, models));
    }

    /** What an agent's callers may say: follows from its language, slots and tasks alone. Takes up to a second. */
    public static Grammar grammar(AgentSpec spec, Models models) {
        Set<String> byRule = new TreeSet<>();
        Grammar grammar = AgentGrammar.compile(spec, models.ear().tree(), word -> {
            List<String> known = models.ear().lexicon().pronunciations(word);
            if (!known.isEmpty()) {
                return known;
            }
            byRule.add(word);
            return byRule(spec, word, models);
        });
        if (!byRule.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("agent", spec.id())
                    .addKeyValue("words", byRule)
                    .log("words that the ear's lexicon lacks are heard by rule");
        }
        return grammar;
    }

    private static List<String> byRule(AgentSpec spec, String word, Models models) {
        List<String> phones = models.speech().arpabet(word);
        if (phones.isEmpty()) {
            throw new ServerFault(spec.folder() + ": nobody can say '" + word + "'; expected English words");
        }
        return List.of(String.join(" ", phones));
    }
}
