package io.parley.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import io.parley.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code turns.jsonl}: one labelled recording a line, beside the audio files (docs/commands.md). Further keys are
 * passed over.
 */
public final class TurnSet {
    private static final String FILE = "turns.jsonl";
    private static final String FORM =
            "an object such as {\"audio\":\"a.wav\",\"agent\":\"coffee-shop\",\"expect\":{\"drink\":\"latte\"}}";

    private final Path folder;
    private final Path file;
    private final Map<String, Set<String>> slotsByAgent;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private TurnSet(Path folder, Map<String, Set<String>> slotsByAgent) {
        this.folder = folder;
        this.file = folder.resolve(FILE);
        this.slotsByAgent = slotsByAgent;
    }

    /**
     * @param slotsByAgent the agents that there are, and their slots
     * @throws ConfigException with everything that is wrong in the file
     */
    public static List<RecordedTurn> read(Path folder, Map<String, Set<String>> slotsByAgent) {
        TurnSet set = new TurnSet(folder, slotsByAgent);
        List<RecordedTurn> turns = set.read();
        if (turns.isEmpty() && set.problems.isEmpty()) {
            set.wrong(0, "file", "", "at least one line, " + FORM);
        }
        if (!set.problems.isEmpty()) {
            throw new ConfigException(set.problems);
        }
        return turns;
    }

    private List<RecordedTurn> read() {
        List<RecordedTurn> turns = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    line(i + 1, lines.get(i), turns);
                }
            }
        } catch (IOException e) {
            wrong(0, "file", "", "a readable file of labelled recordings (" + e + ")");
        }
        return turns;
    }

    private void line(int number, String text, List<RecordedTurn> turns) {
        JsonNode line;
        try {
            line = Json.read(text);
        } catch (IllegalArgumentException e) {
            wrong(number, "line", text, FORM + ": " + e.getMessage());
            return;
        }
        TurnLabel label = new TurnLabel(line, (key, value, expected) -> wrong(number, key, value, expected));
        if (!label.hasForm()) {
            wrong(number, "line", text, FORM);
            return;
        }
        Path audio = folder.resolve(label.audio());
        if (!Files.isRegularFile(audio)) {
            wrong(number, "audio", label.audio(), "a file in " + folder);
        }
        Map<String, String> expect = expect(number, label.agent(), line.path("expect"));
        turns.add(label.turn(audio, expect));
    }

    private Map<String, String> expect(int number, String agent, JsonNode written) {
        Set<String> slots = slotsByAgent.get(agent);
        if (slots == null) {
            wrong(number, "agent", agent, "one of " + String.join(", ", slotsByAgent.keySet()));
            return Map.of();
        }
        Map<String, String> expect = new LinkedHashMap<>();
        written.properties().forEach(slot -> {
            if (!slots.contains(slot.getKey()) || !slot.getValue().isValueNode()) {
                wrong(
                        number,
                        "expect." + slot.getKey(),
                        slot.getValue().toString(),
                        "a value for one of the slots " + slots);
            }
            expect.put(slot.getKey(), slot.getValue().asText().toLowerCase(Locale.ROOT));
        });
        return expect;
    }

    private void wrong(int line, String key, String value, String expected) {
        problems.add(new ConfigProblem(file, line, key, value, expected));
    }
}
