package io.parley.config;

import io.parley.testkit.FuzzTarget;
import io.parley.testkit.FuzzText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files of an agent, {@code === agent.yaml}, {@code === actions.yaml} and {@code === calls/a.yaml}: either they are
 * read, and read the same again, or what is wrong is told with file and key.
 */
final class AgentFolderFuzz implements FuzzTarget {
    private static final List<String> FILES = List.of("agent.yaml", "actions.yaml", "calls/a.yaml");

    private final Path folder = FuzzedFiles.folder("shop");

    @Override
    public void accept(byte[] input) {
        Map<String, String> texts = FuzzText.sections(FuzzText.latin(input));
        FILES.forEach(name -> write(folder.resolve(name), texts.get(name)));
        FuzzedFiles.expectProblems(folder, () -> {
            AgentSpec agent = AgentSpec.load(folder);
            FuzzedFiles.same(agent, AgentSpec.load(folder));
            FuzzedFiles.same(CallScripts.load(agent), CallScripts.load(agent));
            agent.actions().values().forEach(ActionSpec::requiredArguments);
        });
    }

    @Override
    public int maxLength() {
        return 8_192;
    }

    private static void write(Path file, String text) {
        try {
            if (text == null) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
