package io.parley.agent.grammar;

import io.parley.agent.ear.WordGraph;
import io.parley.config.AgentSpec;

/** The word graphs of agents, for tests of other packages. */
public final class Graphs {
    private Graphs() {}

    public static WordGraph of(AgentSpec agent) {
        return AgentGrammar.graph(agent);
    }
}
