package io.parley.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The one way in which this server reads and writes JSON. Any thread. */
public final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /**
     * @param value maps, lists, strings, numbers, booleans, or a {@link JsonNode}
     * @return one line
     */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** The same tree with every map in the order of its keys: maps without an order differ from run to run. */
    public static Object ordered(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> ordered = new TreeMap<>();
            map.forEach((key, value) -> ordered.put(String.valueOf(key), ordered(value)));
            return ordered;
        }
        return tree instanceof List<?> list ? list.stream().map(Json::ordered).toList() : tree;
    }

    /** @throws IllegalArgumentException if the text is no JSON; the message says where */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")");
        }
    }
}
