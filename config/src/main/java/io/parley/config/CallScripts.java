package io.parley.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the scripted callers of an agent. Called by {@code simulate} and {@code check}; blocks on the file system. */
public final class CallScripts {
    /** Scripts of one agent. */
    public static final int MAX_SCRIPTS = 1000;

    private static final String FOLDER = "calls";

    private CallScripts() {}

    /**
     * Reads every {@code calls/*.yaml} of an agent, by name, and holds it against the agent.
     *
     * @throws ConfigException with everything that is wrong in any of them
     */
    public static List<CallScript> load(AgentSpec agent) {
        List<ConfigProblem> problems = new ArrayList<>();
        List<CallScript> scripts = new ArrayList<>();
        for (Path file : files(agent.folder().resolve(FOLDER))) {
            Problems found = new Problems(file);
            CallLoader.read(found).ifPresent(script -> {
                new CallReferences(found, agent).check(script);
                scripts.add(script);
            });
            problems.addAll(found.list());
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return scripts;
    }

    /**
     * Reads one script and holds it against its agent.
     *
     * @throws ConfigException with everything that is wrong in it
     */
    public static CallScript load(AgentSpec agent, Path file) {
        Problems problems = new Problems(file);
        Optional<CallScript> script = CallLoader.read(problems);
        script.ifPresent(read -> new CallReferences(problems, agent).check(read));
        problems.throwIfAny();
        return script.orElseThrow();
    }

    static CallScript load(Path file) {
        Problems problems = new Problems(file);
        Optional<CallScript> script = CallLoader.read(problems);
        problems.throwIfAny();
        return script.orElseThrow();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            List<Path> files = Folders.list(folder, file -> file.toString().endsWith(CallLoader.SUFFIX), MAX_SCRIPTS);
            if (files.size() <= MAX_SCRIPTS) {
                return files;
            }
            throw unusable(folder, "at most " + MAX_SCRIPTS + " scripts");
        } catch (IOException e) {
            throw unusable(folder, "a folder that can be read (" + e.getMessage() + ")");
        }
    }

    private static ConfigException unusable(Path folder, String expected) {
        return new ConfigException(List.of(new ConfigProblem(folder, 0, "folder", "", expected)));
    }
}
