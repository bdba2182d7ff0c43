package io.parley.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Free speech taken down in words.
 *
 * @param recognisers how many callers can be taken down at once, each some 75 MB; 0 where no agent needs it
 */
public record DictationConfig(int recognisers) {
    public static final int MAX_RECOGNISERS = 16;

    public DictationConfig {
        new Rules()
                .require(
                        recognisers >= 0 && recognisers <= MAX_RECOGNISERS,
                        "recognisers",
                        recognisers,
                        "a number from 0 to " + MAX_RECOGNISERS)
                .check();
    }

    /** Agents that need recognisers where there are none: what is wrong, by their files. */
    public List<ConfigProblem> missing(List<AgentSpec> agents) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (AgentSpec agent : recognisers > 0 ? List.<AgentSpec>of() : agents) {
            agent.dictates().ifPresent(why -> {
                String[] key = why.split(": ", 2);
                problems.add(new ConfigProblem(
                        agent.folder().resolve(AgentLoader.FILE),
                        0,
                        key[0],
                        key[1],
                        "dictation.recognisers in the server's configuration to be 1 or more"));
            });
        }
        return problems;
    }
}
