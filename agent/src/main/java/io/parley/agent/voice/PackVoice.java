package io.parley.agent.voice;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.models.ModelException;
import io.parley.models.Pack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A voice of a pack, as its manifest lists it.
 *
 * @param name as agents' files name it
 * @param language that it speaks
 * @param index what its graphs know it by
 */
public record PackVoice(String name, Language language, int index) {
    private static final String KEY = "voices";
    /** No pack has more, and the graphs' tables are small. */
    private static final int MOST = 256;

    /**
     * The voices of a pack, in its order, without opening it; reads one file.
     *
     * @throws ModelException naming the manifest where there are none or one of them cannot be understood
     */
    public static List<PackVoice> of(Path folder) {
        return parsed(folder.resolve("manifest.json") + ": " + KEY, Pack.list(folder, KEY));
    }

    static List<PackVoice> of(Pack pack) {
        return parsed(pack.place(KEY), pack.list(KEY));
    }

    /** The first of a language is its default, so every language must have one. */
    private static List<PackVoice> parsed(String place, List<JsonNode> nodes) {
        List<PackVoice> voices = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            voices.add(parsed(place + "[" + i + "]", nodes.get(i)));
        }
        for (Language language : Language.values()) {
            if (voices.stream().noneMatch(voice -> voice.language == language)) {
                throw new ModelException(place + ": found no voice of " + language.tag() + ", expected one at least");
            }
        }
        return List.copyOf(voices);
    }

    private static PackVoice parsed(String place, JsonNode node) {
        String name = node.path("name").asText();
        JsonNode index = node.path("index");
        if (name.isEmpty() || !index.isInt() || index.asInt() < 0 || index.asInt() >= MOST) {
            throw new ModelException(
                    place + ": found " + node + ", expected a name and an index from 0 to " + (MOST - 1));
        }
        String tag = node.path("language").asText();
        Language language = Arrays.stream(Language.values())
                .filter(known -> known.tag().equals(tag))
                .findFirst()
                .orElseThrow(() -> new ModelException(place + ".language: found '" + tag + "', expected one of "
                        + Arrays.stream(Language.values()).map(Language::tag).collect(Collectors.joining(", "))));
        return new PackVoice(name, language, index.asInt());
    }
}
