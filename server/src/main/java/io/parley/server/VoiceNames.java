package io.parley.server;

import io.parley.agent.voice.PackVoice;
import io.parley.agent.voice.Style;
import io.parley.config.AgentSpec;
import io.parley.config.ConfigProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Holds the voices and styles that agents' files name against those that there are. */
public final class VoiceNames {
    private static final String FILE = "agent.yaml";

    private VoiceNames() {}

    /** The voices of the pack under a home; reads its manifest alone. */
    public static List<PackVoice> voices(Home home) {
        return PackVoice.of(home.models("voice-en"));
    }

    /** What agents ask for that is not there. */
    public static List<ConfigProblem> problems(Collection<AgentSpec> agents, List<PackVoice> voices) {
        return agents.stream()
                .flatMap(agent -> problems(agent.folder().resolve(FILE), agent, voices).stream())
                .toList();
    }

    /** @param file what the problems are told to be in */
    public static List<ConfigProblem> problems(Path file, AgentSpec agent, List<PackVoice> voices) {
        List<String> names = voices.stream().map(PackVoice::name).toList();
        List<ConfigProblem> problems = new ArrayList<>();
        String name = agent.voice().name();
        if (!names.contains(name)) {
            problems.add(new ConfigProblem(file, 0, "voice.name", name, "one of " + String.join(", ", names)));
        }
        String style = agent.voice().style().base();
        if (!Style.names().contains(style)) {
            String known = "one of " + String.join(", ", Style.names());
            problems.add(new ConfigProblem(file, 0, "voice.style", style, known));
        }
        return problems;
    }
}
