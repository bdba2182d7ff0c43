package io.parley.config;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds an action's example answer against the paths by which its results are taken. */
final class ExampleRules {
    private ExampleRules() {}

    static void check(Rules rules, Map<String, String> result, Object example) {
        result.forEach((name, path) -> {
            if (readable(path)) {
                Object found = find(path, example);
                rules.require(
                        found instanceof String || found instanceof Number || found instanceof Boolean,
                        "example",
                        found == null ? "" : found.toString(),
                        "text, a number, true or false at " + path + ", where result." + name + " is taken from");
            }
        });
    }

    /** A path that is none has been said to be wrong already. */
    private static boolean readable(String path) {
        try {
            JsonPath.compile(path);
            return path.startsWith("$");
        } catch (InvalidPathException | IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable Object find(String path, Object example) {
        JsonPath compiled = JsonPath.compile(path);
        Object found;
        try {
            found = compiled.read(example);
        } catch (JsonPathException | IllegalArgumentException e) {
            return null;
        }
        // An indefinite path ($..x, filters) gives a list of what it found.
        if (!compiled.isDefinite() && found instanceof List<?> list) {
            return list.isEmpty() ? null : list.get(0);
        }
        return found;
    }
}
