package io.parley.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes values, which are text when they come from a caller, what a JSON Schema wants: integers, numbers, booleans, words
 * of a list. Keywords that are not known here do not matter: whoever gets the values checks them too. Pure.
 */
final class SchemaValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_DIGITS = 40;

    private SchemaValues() {}

    /**
     * @param value an object for the outermost
     * @param name of the argument, for messages; empty for the outermost
     * @throws RuleBroken naming the argument that is missing, not known, or no such value
     */
    static JsonNode fit(JsonNode value, Map<?, ?> schema, String name) {
        return fit(value, schema, name, 0);
    }

    private static JsonNode fit(JsonNode value, Map<?, ?> schema, String name, int depth) {
        if (depth > MAX_DEPTH) {
            return value;
        }
        JsonNode typed = typed(value, schema, name, depth);
        return chosen(typed, schema.get("enum"), name);
    }

    private static JsonNode typed(JsonNode value, Map<?, ?> schema, String name, int depth) {
        List<String> types = types(schema);
        if (value.isObject()) {
            return object((ObjectNode) value, schema, name, depth);
        } else if (types.contains("array")) {
            return array(value, schema.get("items"), name, depth);
        } else if (value.isTextual() && !types.contains("string")) {
            return read(value, types, name);
        } else if (value.isValueNode() && types.equals(List.of("string"))) {
            return NODES.textNode(value.asText());
        }
        return value;
    }

    /** In OpenAPI 3.0 and JSON Schema alike; nothing is said of a schema that has none. */
    private static List<String> types(Map<?, ?> schema) {
        Object type = schema.get("type");
        List<String> types = new ArrayList<>();
        if (type instanceof List<?> several) {
            several.forEach(one -> types.add(String.valueOf(one)));
            types.remove("null");
        } else if (type instanceof String one) {
            types.add(one);
        }
        return types;
    }

    private static JsonNode read(JsonNode value, List<String> types, String name) {
        String text = value.asText().strip();
        if (types.contains("boolean") && yes(text) != null) {
            return NODES.booleanNode(Boolean.TRUE.equals(yes(text)));
        }
        if (types.contains("integer") || types.contains("number")) {
            BigDecimal number = number(text);
            if (number == null
                    || (!types.contains("number") && number.stripTrailingZeros().scale() > 0)) {
                throw new RuleBroken("argument '" + name + "' is no " + String.join(" or ", types));
            }
            return types.contains("number") ? NODES.numberNode(number) : NODES.numberNode(number.toBigInteger());
        }
        if (types.contains("boolean") || types.contains("object")) {
            throw new RuleBroken("argument '" + name + "' is no " + String.join(" or ", types));
        }
        return value;
    }

    private static @Nullable Boolean yes(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> null;
        };
    }

    private static @Nullable BigDecimal number(String text) {
        return text.length() <= MAX_DIGITS && text.matches("-?[0-9]+(\\.[0-9]+)?") ? new BigDecimal(text) : null;
    }

    private static JsonNode object(ObjectNode value, Map<?, ?> schema, String name, int depth) {
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> known ? known : Map.of();
        boolean open = !Boolean.FALSE.equals(schema.get("additionalProperties"));
        ObjectNode fitted = NODES.objectNode();
        value.properties().forEach(member -> {
            String at = name.isEmpty() ? member.getKey() : name + "." + member.getKey();
            if (properties.get(member.getKey()) instanceof Map<?, ?> of) {
                fitted.set(member.getKey(), fit(member.getValue(), of, at, depth + 1));
            } else if (open) {
                fitted.set(member.getKey(), member.getValue());
            } else {
                throw new RuleBroken("argument '" + at + "' is not known there");
            }
        });
        if (schema.get("required") instanceof List<?> required) {
            for (Object wanted : required) {
                if (!fitted.has(String.valueOf(wanted))) {
                    String at = CleanText.of(name.isEmpty() ? "" + wanted : name + "." + wanted, 100);
                    throw new RuleBroken("argument '" + at + "' is missing");
                }
            }
        }
        return fitted;
    }

    /** One value is a list of one. */
    private static JsonNode array(JsonNode value, @Nullable Object items, String name, int depth) {
        ArrayNode list = NODES.arrayNode();
        Iterable<JsonNode> given = value.isArray() ? value : List.of(value);
        given.forEach(item -> list.add(items instanceof Map<?, ?> of ? fit(item, of, name, depth + 1) : item));
        return list;
    }

    /** Words are compared without regard to case: it is a caller who said them. */
    private static JsonNode chosen(JsonNode value, @Nullable Object among, String name) {
        if (!(among instanceof List<?> words) || !value.isValueNode()) {
            return value;
        }
        for (Object word : words) {
            if (String.valueOf(word).equalsIgnoreCase(value.asText())) {
                return value.isTextual() ? NODES.textNode(String.valueOf(word)) : value;
            }
        }
        throw new RuleBroken("argument '" + name + "' is none of the words that are known there");
    }
}
