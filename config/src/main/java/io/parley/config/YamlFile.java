package io.parley.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one YAML 1.2 file of ours into a {@link YamlMap}; whatever is wrong becomes a problem, never an exception. */
final class YamlFile {
    static final int MAX_BYTES = 1024 * 1024;
    private static final String VERSION = "1";

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(MAX_BYTES)
            .setMaxAliasesForCollections(YamlGuard.MAX_ALIASED)
            .build();

    private YamlFile() {}

    /** The file's keys, its {@code parley: 1} already checked; empty where there is nothing that could be read. */
    static Optional<YamlMap> read(Problems problems) {
        Optional<YamlMap> map = text(problems)
                .flatMap(text -> compose(text, problems))
                .map(root -> new YamlValue(problems, "", root).map("keys and values, the first of them 'parley: 1'"))
                .filter(YamlMap::usable);
        map.ifPresent(YamlFile::checkVersion);
        return map;
    }

    private static void checkVersion(YamlMap map) {
        Optional<YamlValue> version = map.value("parley");
        if (version.isEmpty()) {
            map.wrong("parley", "", "'parley: 1', the version of this file's format");
        } else if (!version.get().text().equals(Optional.of(VERSION))) {
            version.get().wrong("1, the only version of this file's format so far");
        }
    }

    private static Optional<String> text(Problems problems) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(problems.file())) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            problems.at("file", "", "a file that exists");
            return Optional.empty();
        } catch (IOException e) {
            problems.at("file", "", "a file that can be read (" + e.getMessage() + ")");
            return Optional.empty();
        }
        if (bytes.length > MAX_BYTES) {
            problems.at("file", "", "at most " + MAX_BYTES / 1024 + " KiB");
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problems.at("file", "", "text in UTF-8");
            return Optional.empty();
        }
    }

    private static Optional<Node> compose(String text, Problems problems) {
        try {
            Optional<YamlGuard.Refusal> refusal = new YamlGuard().check(new Parse(SETTINGS).parseString(text));
            if (refusal.isPresent()) {
                problems.at(refusal.get().line(), "file", "", refusal.get().expected());
                return Optional.empty();
            }
            Optional<Node> root = new Compose(SETTINGS).composeString(text);
            if (root.isEmpty()) {
                problems.at("file", "", "keys and values, the first of them 'parley: 1'");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.at(line, "file", line(text, line), "valid YAML (" + explain(e, line) + ")");
        } catch (YamlEngineException e) {
            problems.at("file", "", "valid YAML (" + firstLine(String.valueOf(e.getMessage())) + ")");
        }
        return Optional.empty();
    }

    /** The parser's words; a bracket left open is found at the end of the file, but mended where it was opened. */
    private static String explain(MarkedYamlEngineException e, int line) {
        String context = e.getContext();
        if (context == null || context.isEmpty()) {
            return String.valueOf(e.getProblem());
        }
        int from = e.getContextMark().map(mark -> mark.getLine() + 1).orElse(line);
        return context + (from == line ? "" : " from line " + from) + ": " + e.getProblem();
    }

    private static String line(String text, int line) {
        return text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").strip();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
