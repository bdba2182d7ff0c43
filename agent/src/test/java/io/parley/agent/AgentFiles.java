package io.parley.agent;

import io.parley.config.AgentSpec;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Agents' files, of these tests, of the examples or of the measurements. */
public final class AgentFiles {
    private AgentFiles() {}

    public static Path folder(String name) {
        Path own = Outside.home().resolve("agent/src/test/resources/agents").resolve(name);
        Path example = Outside.home().resolve("examples").resolve(name);
        return Files.exists(own)
                ? own
                : Files.exists(example)
                        ? example
                        : Outside.home().resolve("bench/agents").resolve(name);
    }

    /**
     * An agent with one line of its file otherwise.
     *
     * @param folder an empty one, for the file that is made
     */
    public static AgentSpec rewritten(String name, String from, String to, Path folder) {
        Path copy = folder.resolve(name);
        try {
            Files.createDirectories(copy);
            for (String file : List.of("agent.yaml", "actions.yaml")) {
                String text = Files.readString(folder(name).resolve(file));
                Files.writeString(copy.resolve(file), text.replace(from, to));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AgentSpec.load(copy);
    }
}
