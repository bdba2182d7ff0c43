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

/** {@code === parley.yaml}, and {@code === dialled}: the user part that a caller sent, which its routes must bear. */
final class ServerConfigFuzz implements FuzzTarget {
    private final Path folder = FuzzedFiles.folder("server");
    private final Path file = folder.resolve("parley.yaml");
    private final AgentSpec coffee;

    ServerConfigFuzz() {
        Path agent = folder.resolve("examples/coffee");
        Cases.write(
                agent.resolve("agent.yaml"),
                "parley: 1\nnumbers: [coffee, '+1 555 0100']\ngreeting: Hello.\ntasks: { t: { tell: Hi. } }\n");
        coffee = AgentSpec.load(agent);
    }

    @Override
    public void accept(byte[] input) {
        Map<String, String> texts = FuzzText.sections(FuzzText.latin(input));
        String dialled = texts.getOrDefault("dialled", "");
        write(texts.getOrDefault("parley.yaml", ""));
        FuzzedFiles.expectProblems(folder, () -> {
            ParleyConfig config = ParleyConfig.load(file);
            FuzzedFiles.same(config, ParleyConfig.load(file));
            if (config.routes().stream().allMatch(route -> route.agent().equals(coffee.id()))) {
                Routes routes = Routes.of(List.of(coffee), config.routes());
                routes.agentFor(dialled);
                FuzzedFiles.same(coffee.id(), routes.agentFor("coffee").orElse(""));
            }
        });
    }

    private void write(String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
