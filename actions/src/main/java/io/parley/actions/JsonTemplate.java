package io.parley.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body as a tree. Values enter as text nodes; the serializer escapes them, nothing is ever pasted together.
 * Immutable.
 */
sealed interface JsonTemplate {
    JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** @return a missing node where an alone-standing slot has no value; its name or place is then left out */
    JsonNode render(Map<String, String> arguments);

    record Fixed(JsonNode node) implements JsonTemplate {
        @Override
        public JsonNode render(Map<String, String> arguments) {
            return node.deepCopy();
        }
    }

    record Words(Template template) implements JsonTemplate {
        @Override
        public JsonNode render(Map<String, String> arguments) {
            return template.isAbsent(arguments)
                    ? MissingNode.getInstance()
                    : NODES.textNode(template.render(arguments, CleanText::wellFormed));
        }
    }

    record Members(Map<String, JsonTemplate> members) implements JsonTemplate {
        @Override
        public JsonNode render(Map<String, String> arguments) {
            ObjectNode object = NODES.objectNode();
            members.forEach((name, member) -> {
                JsonNode value = member.render(arguments);
                if (!value.isMissingNode()) {
                    object.set(name, value);
                }
            });
            return object;
        }
    }

    record Elements(List<JsonTemplate> elements) implements JsonTemplate {
        @Override
        public JsonNode render(Map<String, String> arguments) {
            ArrayNode array = NODES.arrayNode();
            for (JsonTemplate element : elements) {
                JsonNode value = element.render(arguments);
                if (!value.isMissingNode()) {
                    array.add(value);
                }
            }
            return array;
        }
    }

    /** @param tree as the YAML reader gives it */
    static JsonTemplate read(TemplateReader reader, String key, @Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return members(reader, key, map);
        }
        if (tree instanceof List<?> list) {
            List<JsonTemplate> elements = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                elements.add(read(reader, key + "[" + i + "]", list.get(i)));
            }
            return new Elements(List.copyOf(elements));
        }
        return tree instanceof String text ? words(reader.read(key, text)) : new Fixed(scalar(reader, key, tree));
    }

    private static JsonTemplate members(TemplateReader reader, String key, Map<?, ?> map) {
        Map<String, JsonTemplate> members = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            String path = key + "." + name;
            Template words = name instanceof String text ? reader.read(path, text) : Template.EMPTY;
            if (!(name instanceof String)) {
                reader.problems().add(path, String.valueOf(name), "a name in quotes");
            } else if (words.hasSlots()) {
                reader.problems().add(path, String.valueOf(name), "a name without slots; slots stand in values");
            } else {
                members.put(words.render(Map.of(), text -> text), read(reader, path, value));
            }
        });
        return new Members(members);
    }

    private static JsonTemplate words(Template template) {
        return template.hasSlots() ? new Words(template) : new Fixed(NODES.textNode(template.render(Map.of(), v -> v)));
    }

    private static JsonNode scalar(TemplateReader reader, String key, @Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            return NODES.numberNode(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            return NODES.numberNode(number);
        } else if (value instanceof BigDecimal number) {
            return NODES.numberNode(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            return NODES.numberNode(number);
        }
        reader.problems().add(key, value.toString(), "text, a finite number, true, false, null, a list or a map");
        return NODES.nullNode();
    }
}
