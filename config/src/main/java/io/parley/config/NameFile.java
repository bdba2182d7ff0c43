package io.parley.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of names that lies beside an agent's file: one a line, what else it is called behind a colon ({@code Robert
 * Miller: Bob Miller, Bobby}); {@code #} begins a comment.
 */
final class NameFile {
    static final int MAX_BYTES = 256 * 1024;

    private NameFile() {}

    /** Empty where the file cannot be read, which has then been noted. */
    static Optional<Map<String, List<String>>> read(YamlValue written) {
        Optional<Path> file = written.text().flatMap(name -> beside(written, name));
        if (file.isEmpty()) {
            if (written.isText()) {
                written.wrong("a text file in the agent's folder, one name a line");
            }
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                written.wrong("a file of at most " + MAX_BYTES / 1024 + " KiB");
                return Optional.empty();
            }
            return Optional.of(names(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            written.wrong("a file that can be read (" + e.getMessage() + ")");
            return Optional.empty();
        }
    }

    private static Optional<Path> beside(YamlValue written, String name) {
        try {
            Path relative = Path.of(name);
            Path file = written.problems().file().resolveSibling(relative);
            boolean inside = !relative.isAbsolute() && !name.contains("..");
            return inside && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> names(String text) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        text.lines().map(line -> line.replaceFirst("#.*", "").strip()).forEach(line -> {
            if (!line.isEmpty()) {
                String[] parts = line.split(":", 2);
                List<String> others = names.computeIfAbsent(parts[0].strip(), name -> new ArrayList<>());
                if (parts.length > 1) {
                    for (String other : parts[1].split(",")) {
                        others.add(other.strip());
                    }
                }
            }
        });
        return names;
    }
}
