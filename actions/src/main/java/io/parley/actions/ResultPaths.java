package io.parley.actions;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import io.parley.config.ActionSpec.Rows;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what an action names out of an answer's body. Immutable, shared by all calls. */
record ResultPaths(Map<String, JsonPath> paths, Map<String, RowPaths> lists) {
    /** The longest value kept, in UTF-16 units; what a caller can be told is far shorter. */
    static final int MAX_VALUE_CHARS = 1_000;

    /** Beyond so many digits before or after the point a number is given in scientific notation. */
    private static final int MAX_PLAIN_DIGITS = 40;

    /** @param of what is taken of each row */
    record RowPaths(JsonPath list, ResultPaths of) {}

    /** A path leads to nothing that can be told. */
    private static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param otherwise what is found where it is neither nothing nor more than one value */
        Missing(@Nullable Object found, String otherwise, JsonPath path) {
            super("the answer has " + what(found, otherwise) + " at " + path.getPath());
        }
    }

    private static String what(@Nullable Object found, String otherwise) {
        if (found == null) {
            return "nothing";
        }
        return found instanceof List || found instanceof Map ? "a list or an object" : otherwise;
    }

    static ResultPaths read(String key, Map<String, String> result, Problems problems) {
        return read(key, result, Map.of(), problems);
    }

    static ResultPaths read(String key, Map<String, String> result, Map<String, Rows> lists, Problems problems) {
        Map<String, JsonPath> paths = new LinkedHashMap<>();
        result.forEach((name, path) -> {
            JsonPath compiled = path(key + "." + name, path, problems);
            if (compiled != null) {
                paths.put(name, compiled);
            }
        });
        Map<String, RowPaths> rowPaths = new LinkedHashMap<>();
        lists.forEach((name, rows) -> {
            JsonPath list = path(key + "." + name + ".list", rows.list(), problems);
            ResultPaths of = read(key + "." + name + ".of", rows.of(), problems);
            if (list != null) {
                rowPaths.put(name, new RowPaths(list, of));
            }
        });
        return new ResultPaths(paths, rowPaths);
    }

    private static @Nullable JsonPath path(String key, String path, Problems problems) {
        try {
            if (!path.startsWith("$")) {
                throw new InvalidPathException("a path starts at the root");
            }
            return JsonPath.compile(path);
        } catch (InvalidPathException | IllegalArgumentException e) {
            problems.add(key, path, "a JSONPath such as $.number");
            return null;
        }
    }

    /** @return ok with every value, or failed naming the first path that leads to none; a body nobody asks is not read */
    ActionResult take(byte[] body) {
        try {
            return paths.isEmpty() && lists.isEmpty() ? new ActionResult.Ok(Map.of()) : of(AnswerJson.parse(body));
        } catch (IOException e) {
            return new ActionResult.Failed(false, "the answer is not JSON");
        }
    }

    /** @param document maps, lists, strings, numbers, booleans; whatever else is in it cannot be told */
    ActionResult of(@Nullable Object document) {
        try {
            Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
            for (Map.Entry<String, RowPaths> list : lists.entrySet()) {
                rows.put(list.getKey(), rows(document, list.getValue()));
            }
            return new ActionResult.Ok(values(document), rows);
        } catch (Missing e) {
            return new ActionResult.Failed(false, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> values(@Nullable Object document) throws Missing {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonPath> path : paths.entrySet()) {
            Object found = find(document, path.getValue());
            String text = text(found);
            if (text == null) {
                throw new Missing(found, "no text or number", path.getValue());
            }
            values.put(path.getKey(), text);
        }
        return values;
    }

    private static List<Map<String, String>> rows(@Nullable Object document, RowPaths rows) throws Missing {
        Object found = read(document, rows.list);
        if (!(found instanceof List<?> list)) {
            throw new Missing(found, "no list", rows.list);
        }
        List<Map<String, String>> taken = new ArrayList<>();
        for (Object row : list.subList(0, Math.min(list.size(), Rows.MAX_ROWS))) {
            taken.add(rows.of.values(row));
        }
        return List.copyOf(taken);
    }

    private static @Nullable Object find(@Nullable Object document, JsonPath path) {
        Object found = read(document, path);
        // An indefinite path ($..x, filters) gives a list of what it found.
        if (!path.isDefinite() && found instanceof List<?> list) {
            return list.isEmpty() ? null : list.get(0);
        }
        return found;
    }

    /** What is there; null where nothing is. */
    static @Nullable Object read(@Nullable Object document, JsonPath path) {
        if (document == null) {
            return null;
        }
        try {
            return path.read(document, AnswerJson.PATHS);
        } catch (JsonPathException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof String text) {
            return CleanText.of(text, MAX_VALUE_CHARS);
        } else if (value instanceof Boolean truth) {
            return truth.toString();
        } else if (value instanceof BigDecimal number) {
            return number(number);
        } else if (value instanceof Number number) {
            return number(number);
        }
        return null;
    }

    /** Null where it is none, as {@link Double#NaN}. */
    private static @Nullable String number(Number number) {
        try {
            return number(new BigDecimal(number.toString()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code 42.0} is 42; {@code 12.50} stays as it is; {@code 1e999999999} must not become a billion digits. */
    private static String number(BigDecimal number) {
        BigDecimal whole = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (Math.abs((long) whole.precision() - whole.scale()) > MAX_PLAIN_DIGITS
                || Math.abs((long) whole.scale()) > MAX_PLAIN_DIGITS) {
            return CleanText.of(whole.toString(), MAX_VALUE_CHARS);
        }
        return (whole.scale() <= 0 ? whole : number).toPlainString();
    }
}
