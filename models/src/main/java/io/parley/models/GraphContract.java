package io.parley.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names, types and shapes of a graph's inputs and outputs, as a manifest promises them or as a graph declares them. */
record GraphContract(Map<String, TensorSpec> inputs, Map<String, TensorSpec> outputs) {

    /**
     * @param where words that name the place in the manifest, for the message
     * @throws ModelException if the node is not {@code {"in": {...}, "out": {...}}}
     */
    static GraphContract parse(String where, JsonNode node) {
        return new GraphContract(side(where, node, "in"), side(where, node, "out"));
    }

    private static Map<String, TensorSpec> side(String where, JsonNode node, String key) {
        JsonNode side = node.get(key);
        if (side == null || !side.isObject() || side.isEmpty()) {
            throw new ModelException(where + ": expected an object '" + key + "' of name: [type, dimensions…]");
        }
        Map<String, TensorSpec> specs = new LinkedHashMap<>();
        side.properties().forEach(entry -> {
            TensorSpec spec = TensorSpec.parse(entry.getValue());
            if (spec == null) {
                throw new ModelException(where + "." + key + "." + entry.getKey() + ": found " + entry.getValue()
                        + ", expected [type, dimensions…]");
            }
            specs.put(entry.getKey(), spec);
        });
        return specs;
    }

    /** The first thing in which a graph that declares {@code actual} differs from this promise, or null. */
    @Nullable
    String difference(GraphContract actual) {
        String inputs = difference("input", this.inputs, actual.inputs);
        return inputs != null ? inputs : difference("output", this.outputs, actual.outputs);
    }

    private static @Nullable String difference(
            String kind, Map<String, TensorSpec> promised, Map<String, TensorSpec> actual) {
        for (Map.Entry<String, TensorSpec> entry : promised.entrySet()) {
            TensorSpec found = actual.get(entry.getKey());
            if (found == null) {
                return kind + " '" + entry.getKey() + "' is missing, the graph has " + new TreeSet<>(actual.keySet());
            }
            if (!entry.getValue().accepts(found)) {
                return kind + " '" + entry.getKey() + "' is " + found + ", the manifest promises " + entry.getValue();
            }
        }
        TreeSet<String> extra = new TreeSet<>(actual.keySet());
        extra.removeAll(promised.keySet());
        return extra.isEmpty() ? null : kind + " '" + extra.first() + "' is not in the manifest";
    }
}
