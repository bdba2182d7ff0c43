package io.parley.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** A contract written in code: each tensor as {@code "mel float32 1 T 80"}. */
    static GraphContract of(List<String> inputs, List<String> outputs) {
        return new GraphContract(side(inputs), side(outputs));
    }

    private static Map<String, TensorSpec> side(List<String> tensors) {
        Map<String, TensorSpec> specs = new LinkedHashMap<>();
        for (String tensor : tensors) {
            List<String> words = List.of(tensor.split(" ", -1));
            specs.put(words.get(0), new TensorSpec(words.get(1), words.subList(2, words.size())));
        }
        return specs;
    }

    /** The first thing in which a graph that declares {@code actual} differs from this promise, or null. */
    @Nullable
    String difference(GraphContract actual) {
        return difference(actual, "the manifest");
    }

    /** @param who makes this promise, for the message: {@code the manifest} */
    @Nullable
    String difference(GraphContract actual, String who) {
        String inputs = difference("input", who, this.inputs, actual.inputs);
        return inputs != null ? inputs : difference("output", who, this.outputs, actual.outputs);
    }

    private static @Nullable String difference(
            String kind, String who, Map<String, TensorSpec> promised, Map<String, TensorSpec> actual) {
        for (Map.Entry<String, TensorSpec> entry : promised.entrySet()) {
            TensorSpec found = actual.get(entry.getKey());
            if (found == null) {
                return kind + " '" + entry.getKey() + "' is missing, the graph has " + new TreeSet<>(actual.keySet());
            }
            if (!entry.getValue().accepts(found)) {
                return kind + " '" + entry.getKey() + "' is " + found + ", " + who + " promises " + entry.getValue();
            }
        }
        TreeSet<String> extra = new TreeSet<>(actual.keySet());
        extra.removeAll(promised.keySet());
        return extra.isEmpty() ? null : kind + " '" + extra.first() + "' is not in " + who;
    }
}
