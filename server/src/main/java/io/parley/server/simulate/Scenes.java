package io.parley.server.simulate;

import io.parley.config.AgentSpec;
import io.parley.config.AgentSpecs;
import io.parley.config.CallScripts;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds scripted callers. Blocks on the file system. */
public final class Scenes {
    private static final String AGENT_FILE = "agent.yaml";
    private static final String CALLS = "calls";

    private Scenes() {}

    /**
     * The calls that the paths stand for, each once, in the paths' order.
     *
     * @param paths scripts, agents' folders or files, folders of agents
     * @throws ConfigException with everything that is wrong in any of their files
     */
    public static List<Scene> find(List<Path> paths) {
        Map<Path, Scene> scenes = new LinkedHashMap<>();
        List<ConfigProblem> problems = new ArrayList<>();
        for (Path path : paths) {
            try {
                find(path)
                        .forEach(scene -> scenes.putIfAbsent(same(scene.script().file()), scene));
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream().distinct().toList());
        }
        return List.copyOf(scenes.values());
    }

    /** Whether a path is a script beside an agent. */
    public static boolean isScript(Path path) {
        return Files.isRegularFile(path)
                && same(path).resolve("..").normalize().endsWith(CALLS)
                && Files.isRegularFile(agentFolder(path).resolve(AGENT_FILE));
    }

    /** The folder of the agent to whose calls a file belongs, if it belongs to any. */
    private static Path agentFolder(Path file) {
        return same(file).resolve("../..").normalize();
    }

    private static List<Scene> find(Path path) {
        if (Files.isRegularFile(path) && !path.endsWith(AGENT_FILE)) {
            return script(path);
        }
        List<Scene> scenes = new ArrayList<>();
        List<ConfigProblem> problems = new ArrayList<>();
        for (AgentSpec agent : AgentSpecs.load(List.of(path))) {
            try {
                CallScripts.load(agent).forEach(script -> scenes.add(new Scene(agent, script)));
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return scenes;
    }

    /** One script; the agent's other scripts may be as wrong as they like. */
    private static List<Scene> script(Path file) {
        if (!isScript(file)) {
            throw new ConfigException(
                    List.of(new ConfigProblem(file, 0, "file", "", "a script in the folder calls of an agent")));
        }
        AgentSpec agent = AgentSpecs.load(List.of(agentFolder(file))).get(0);
        return List.of(new Scene(agent, CallScripts.load(agent, file)));
    }

    private static Path same(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }
}
