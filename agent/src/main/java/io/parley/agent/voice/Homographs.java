package io.parley.agent.voice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Readings of words by the words beside them, from the table {@code homographs-en.tsv}. Immutable. */
final class Homographs {
    private static final Map<String, List<Row>> ROWS = read();
    private static final Set<String> TAGS = Set.of("NOUN", "VERB", "ADJ", "PAST");

    /** @param before empty where any word may stand there, none too */
    private record Row(String reading, Set<String> before, Set<String> after, boolean american) {
        boolean fits(String wordBefore, String wordAfter) {
            return (before.isEmpty() || before.contains(wordBefore)) && (after.isEmpty() || after.contains(wordAfter));
        }
    }

    private final Pronouncer pronouncer;

    Homographs(Pronouncer pronouncer) {
        this.pronouncer = pronouncer;
    }

    /**
     * The phones, or null where the table does not decide.
     *
     * @param word as written; the neighbours in small letters, empty over a mark
     */
    @Nullable
    String phones(String word, String lower, String before, String after) {
        for (Row row : ROWS.getOrDefault(lower, List.of())) {
            if (row.fits(before, after) && !(row.american && pronouncer.isBritish())) {
                return reading(row.reading, word, lower);
            }
        }
        return null;
    }

    private String reading(String reading, String word, String lower) {
        if (reading.equals("DEFAULT")) {
            return pronouncer.phones(word);
        }
        @Nullable
        String variant = TAGS.contains(reading) ? pronouncer.variant(lower, reading) : pronouncer.accented(reading);
        return variant == null ? pronouncer.phones(word) : variant;
    }

    private static Map<String, List<Row>> read() {
        Map<String, List<Row>> rows = new HashMap<>();
        String table = new String(Resource.read("homographs-en.tsv", "").array(), StandardCharsets.UTF_8);
        table.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            String[] fields = line.split("\t");
            Row row = new Row(fields[1], words(fields[2]), words(fields[3]), fields.length > 4);
            rows.computeIfAbsent(fields[0], word -> new ArrayList<>()).add(row);
        });
        return rows;
    }

    private static Set<String> words(String field) {
        return field.equals("*") ? Set.of() : Set.of(field.split(","));
    }
}
