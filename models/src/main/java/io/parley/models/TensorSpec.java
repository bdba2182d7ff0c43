package io.parley.models;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One input or output as a manifest promises it: element type and dimensions. The type may be written as NumPy writes it
 * ({@code float32}) or as ONNX Runtime does ({@code tensor(float)}); a dimension is a number, also in quotes, or the name
 * of something that varies ({@code "S"}, {@code "200T"}).
 */
record TensorSpec(String type, List<String> dimensions) {

    static @Nullable TensorSpec parse(JsonNode node) {
        if (!node.isArray() || node.isEmpty() || !node.get(0).isTextual()) {
            return null;
        }
        List<String> dimensions = new ArrayList<>();
        for (int i = 1; i < node.size(); i++) {
            if (!node.get(i).isTextual() && !node.get(i).isIntegralNumber()) {
                return null;
            }
            dimensions.add(node.get(i).asText());
        }
        return new TensorSpec(canonical(node.get(0).asText()), List.copyOf(dimensions));
    }

    static TensorSpec of(TensorInfo info) {
        List<String> dimensions = new ArrayList<>();
        for (int i = 0; i < info.getShape().length; i++) {
            long size = info.getShape()[i];
            String name = info.getDimensionNames()[i];
            dimensions.add(size >= 0 ? Long.toString(size) : name.isEmpty() ? "?" : name);
        }
        return new TensorSpec(name(info.type), List.copyOf(dimensions));
    }

    /**
     * Whether a graph that declares {@code actual} keeps this promise. A dimension the graph leaves open fits anything,
     * because exporters do not always see that a dimension is constant; a fixed one must be the number promised.
     */
    boolean accepts(TensorSpec actual) {
        if (!type.equals(actual.type) || dimensions.size() != actual.dimensions.size()) {
            return false;
        }
        for (int i = 0; i < dimensions.size(); i++) {
            String found = actual.dimensions.get(i);
            if (isNumber(found) && !found.equals(dimensions.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String dimension) {
        return dimension.chars().allMatch(Character::isDigit);
    }

    private static String canonical(String type) {
        String name = type.startsWith("tensor(") && type.endsWith(")") ? type.substring(7, type.length() - 1) : type;
        return switch (name) {
            case "float" -> "float32";
            case "double" -> "float64";
            default -> name;
        };
    }

    private static String name(OnnxJavaType type) {
        return canonical(type.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return type + dimensions;
    }
}
