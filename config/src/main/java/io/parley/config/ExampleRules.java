package io.parley.config;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import io.parley.config.ActionSpec.Rows;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds an action's example answer against the paths by which its results are taken. */
final class ExampleRules {
    private ExampleRules() {}

    static void check(Rules rules, Map<String, String> result, Map<String, Rows> lists, Object example) {
        values(rules, "result.", "", result, example);
        lists.forEach((name, rows) -> {
            if (!readable(rows.list())) {
                return;
            }
            Object found = find(rows.list(), example);
            rules.require(
                    found instanceof List,
                    "example",
                    found == null ? "" : found.toString(),
                    "a list at " + rows.list() + ", where result." + name + " is taken from");
            if (found instanceof List<?> list) {
                list.forEach(
                        row -> values(rules, "result." + name + ".of.", " in each of " + rows.list(), rows.of(), row));
            }
        });
    }

    private static void values(Rules rules, String key, String where, Map<String, String> paths, @Nullable Object in) {
        paths.forEach((name, path) -> {
            if (readable(path)) {
                Object found = in == null ? null : value(path, in);
                rules.require(
                        found instanceof String || found instanceof Number || found instanceof Boolean,
                        "example",
                        found == null ? "" : found.toString(),
                        "text, a number, true or false at " + path + where + ", where " + key + name
                                + " is taken from");
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

    /** The value at a path; of what an indefinite path ($..x, filters) finds it is the first. */
    private static @Nullable Object value(String path, Object example) {
        Object found = find(path, example);
        if (!JsonPath.compile(path).isDefinite() && found instanceof List<?> list) {
            return list.isEmpty() ? null : list.get(0);
        }
        return found;
    }

    private static @Nullable Object find(String path, Object example) {
        try {
            return JsonPath.compile(path).read(example);
        } catch (JsonPathException | IllegalArgumentException e) {
            return null;
        }
    }
}
