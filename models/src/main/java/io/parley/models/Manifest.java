package io.parley.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code manifest.json} of a pack, read: what it is, the SHA-256 of each file and the contract of each graph.
 *
 * @param path the manifest's file, for messages
 * @param json the whole document
 * @param files file name, with {@code /} for one in a folder of the pack, to lower-case hexadecimal SHA-256
 * @param contracts graph file to its promised inputs and outputs; every ONNX graph among the files has one
 */
record Manifest(Path path, JsonNode json, Map<String, String> files, Map<String, GraphContract> contracts) {
    /** No name begins with a dot, so that none leads out of the pack's folder. */
    private static final Pattern FILE_NAME =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    static Manifest read(Path folder) {
        Path path = folder.resolve("manifest.json");
        if (!Files.isRegularFile(path)) {
            throw new ModelException(path + ": no such file, expected the manifest of a model pack");
        }
        JsonNode json = json(path);
        Map<String, String> files = files(path, json);
        return new Manifest(path, json, files, contracts(path, json, files));
    }

    private static JsonNode json(Path path) {
        try {
            return new ObjectMapper().readTree(path.toFile());
        } catch (JsonProcessingException e) {
            throw new ModelException(path + ": is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> files(Path path, JsonNode json) {
        Map<String, String> files = new LinkedHashMap<>();
        object(path, json, "files").properties().forEach(entry -> {
            if (!FILE_NAME.matcher(entry.getKey()).matches()) {
                throw new ModelException(path + ": files: found '" + entry.getKey()
                        + "', expected a plain file name, or several with / between");
            }
            if (!SHA256.matcher(entry.getValue().asText()).matches()) {
                throw new ModelException(path + ": files." + entry.getKey() + ": found '"
                        + entry.getValue().asText() + "', expected a SHA-256 of 64 hexadecimal digits");
            }
            files.put(entry.getKey(), entry.getValue().asText());
        });
        return files;
    }

    private static Map<String, GraphContract> contracts(Path path, JsonNode json, Map<String, String> files) {
        Map<String, GraphContract> contracts = new LinkedHashMap<>();
        if (files.keySet().stream().noneMatch(name -> name.endsWith(".onnx"))) {
            return contracts;
        }
        object(path, json, "contract").properties().forEach(entry -> {
            String where = path + ": contract." + entry.getKey();
            if (!files.containsKey(entry.getKey())) {
                throw new ModelException(where + ": is not among files " + files.keySet());
            }
            contracts.put(entry.getKey(), GraphContract.parse(where, entry.getValue()));
        });
        return contracts;
    }

    private static JsonNode object(Path path, JsonNode json, String key) {
        JsonNode node = json.get(key);
        if (node == null || !node.isObject() || node.isEmpty()) {
            throw new ModelException(path + ": " + key + ": expected an object with at least one entry");
        }
        return node;
    }

    String text(String key) {
        JsonNode node = json.get(key);
        if (node == null || !node.isTextual()) {
            throw new ModelException(path + ": " + key + ": found '" + (node == null ? "" : node) + "', expected text");
        }
        return node.asText();
    }

    int number(String key) {
        JsonNode node = json.get(key);
        if (node == null || !node.isInt()) {
            throw new ModelException(
                    path + ": " + key + ": found '" + (node == null ? "" : node) + "', expected a whole number");
        }
        return node.asInt();
    }

    List<JsonNode> list(String key) {
        JsonNode node = json.get(key);
        if (node == null || !node.isArray() || node.isEmpty()) {
            throw new ModelException(path + ": " + key + ": found '" + (node == null ? "" : node)
                    + "', expected a list with at least one entry");
        }
        List<JsonNode> list = new ArrayList<>();
        node.forEach(list::add);
        return list;
    }
}
