package io.parley.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tables of files and what is said about them, in {@code src/test/resources/bad}: {@code === name of the case}, then
 * {@code --- file name} and the file, for each file; the last, {@code --- expected}, holds the exact problems.
 */
final class Cases {
    private static final String EXPECTED = "expected";

    private Cases() {}

    record Case(String name, Map<String, String> files, List<String> expected) {
        /** Writes the files below a folder. */
        void write(Path folder) {
            files.forEach((name, text) -> Cases.write(folder.resolve(name), text));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> read(String table) {
        List<Case> cases = new ArrayList<>();
        for (String section : resource(table).split("(?m)^=== ")) {
            if (section.isBlank()) {
                continue;
            }
            String[] parts = section.split("(?m)^--- ");
            Map<String, String> files = new LinkedHashMap<>();
            for (String part : List.of(parts).subList(1, parts.length)) {
                int end = part.indexOf('\n');
                files.put(part.substring(0, end), part.substring(end + 1));
            }
            List<String> expected = files.remove(EXPECTED).strip().lines().toList();
            cases.add(new Case(parts[0].strip(), files, expected));
        }
        return cases.stream();
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads an agent without actions, {@code shop}, that is written below a folder. */
    static AgentSpec agent(Path root, String agent) {
        Path folder = root.resolve("shop");
        write(folder.resolve("agent.yaml"), agent);
        return AgentSpec.load(folder);
    }

    /** The same with actions. */
    static AgentSpec agent(Path root, String agent, String actions) {
        write(root.resolve("shop/actions.yaml"), actions);
        return agent(root, agent);
    }

    /** What the loader complains about, one problem a line, with paths relative to the folder. */
    static List<String> problems(Path folder, Runnable loader) {
        try {
            loader.run();
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream()
                    .map(problem -> problem.toString().replace(folder + "/", ""))
                    .toList();
        }
    }

    private static String resource(String name) {
        try (var in = Cases.class.getResourceAsStream("/bad/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
