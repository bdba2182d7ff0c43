package io.parley.agent.voice;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The table of things that are written short, {@code written-en.tsv}: kind, as written, as said. */
final class Written {
    private static final Map<String, Map<String, String>> KINDS = read();

    private Written() {}

    /** What is written to what is said, for one kind of the table. */
    static Map<String, String> of(String kind) {
        return Map.copyOf(KINDS.getOrDefault(kind, Map.of()));
    }

    private static Map<String, Map<String, String>> read() {
        Map<String, Map<String, String>> kinds = new HashMap<>();
        String table = new String(Resource.read("written-en.tsv", "").array(), StandardCharsets.UTF_8);
        table.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            String[] fields = line.split("\t");
            kinds.computeIfAbsent(fields[0], kind -> new HashMap<>()).put(fields[1], fields[2]);
        });
        return kinds;
    }
}
