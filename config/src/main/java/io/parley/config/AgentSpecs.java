package io.parley.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the agents of a server. Called at start and by {@code check}; blocks on the file system. */
public final class AgentSpecs {
    /** Agents of one server. */
    public static final int MAX_AGENTS = 500;

    private AgentSpecs() {}

    /**
     * Reads all agents that the paths stand for, in the paths' order, those of one folder by name.
     *
     * @param paths agents' folders, their {@code agent.yaml} files, or folders that hold agents' folders
     * @throws ConfigException with everything that is wrong in any of their files
     */
    public static List<AgentSpec> load(List<Path> paths) {
        List<ConfigProblem> problems = new ArrayList<>();
        Map<Path, AgentLoader.Loaded> loaded = new LinkedHashMap<>();
        for (Path path : paths) {
            List<Path> folders = AgentLoader.folders(path);
            if (folders.isEmpty()) {
                problems.add(noAgent(path));
            }
            for (Path folder : folders) {
                if (loaded.size() == MAX_AGENTS) {
                    problems.add(new ConfigProblem(path, 0, "agents", "", "at most " + MAX_AGENTS + " agents"));
                    throw new ConfigException(problems);
                }
                loaded.computeIfAbsent(folder.toAbsolutePath().normalize(), key -> AgentLoader.load(folder));
            }
        }
        eachIdOnce(loaded.values());
        eachNumberOnce(loaded.values());
        loaded.values().forEach(agent -> problems.addAll(agent.problems()));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return loaded.values().stream().flatMap(agent -> agent.spec().stream()).toList();
    }

    static AgentSpec load(Path path) {
        List<AgentSpec> agents = load(List.of(path));
        if (agents.size() != 1) {
            throw new ConfigException(List.of(
                    new ConfigProblem(path, 0, "folder", agents.size() + " agents", "the folder of one agent")));
        }
        return agents.get(0);
    }

    private static ConfigProblem noAgent(Path path) {
        return new ConfigProblem(
                path, 0, "agents", "", "a folder with an " + AgentLoader.FILE + ", or a folder of such folders");
    }

    private static void eachIdOnce(Iterable<AgentLoader.Loaded> agents) {
        Map<String, AgentLoader.Loaded> owners = new HashMap<>();
        for (AgentLoader.Loaded agent : agents) {
            AgentLoader.Loaded owner = owners.putIfAbsent(agent.id(), agent);
            if (owner != null) {
                agent.agentFile().at("folder", agent.id(), "a name of its own; " + owner.folder() + " has it too");
            }
        }
    }

    private static void eachNumberOnce(Iterable<AgentLoader.Loaded> agents) {
        Map<String, String> owners = new HashMap<>();
        for (AgentLoader.Loaded agent : agents) {
            Problems file = agent.agentFile();
            Map<String, String> own = new HashMap<>();
            agent.numbers().forEach((at, written) -> {
                String number = Numbers.normalise(written);
                Optional<String> owner = Optional.ofNullable(owners.get(number));
                owner.ifPresent(other -> file.at(at, written, "a number of its own; " + other + " has it too"));
                own.put(number, file.file() + ":" + file.lineOf(at));
            });
            own.forEach(owners::putIfAbsent);
        }
    }
}
