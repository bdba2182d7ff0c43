package io.parley.actions;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the values an action names out of an answer's body. Immutable, shared by all calls. */
record ResultPaths(Map<String, JsonPath> paths) {
    /** The longest value kept, in UTF-16 units; what a caller can be told is far shorter. */
    static final int MAX_VALUE_CHARS = 1_000;

    /** Beyond so many digits before or after the point a number is given in scientific notation. */
    private static final int MAX_PLAIN_DIGITS = 40;

    static ResultPaths read(String key, Map<String, String> result, Problems problems) {
        Map<String, JsonPath> paths = new LinkedHashMap<>();
        result.forEach((name, path) -> {
            try {
                if (!path.startsWith("$")) {
                    throw new InvalidPathException("a path starts at the root");
                }
                paths.put(name, JsonPath.compile(path));
            } catch (InvalidPathException | IllegalArgumentException e) {
                problems.add(key + "." + name, path, "a JSONPath such as $.number");
            }
        });
        return new ResultPaths(paths);
    }

    /** @return ok with every value, or failed naming the first path that leads to none; a body nobody asks is not read */
    ActionResult take(byte[] body) {
        if (paths.isEmpty()) {
            return new ActionResult.Ok(Map.of());
        }
        Object document;
        try {
            document = AnswerJson.parse(body);
        } catch (IOException e) {
            return new ActionResult.Failed(false, "the answer is not JSON");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonPath> path : paths.entrySet()) {
            Object found = find(document, path.getValue());
            String text = text(found);
            if (text == null) {
                String what = found == null ? "nothing" : "a list or an object";
                String reason =
                        "the answer has " + what + " at " + path.getValue().getPath();
                return new ActionResult.Failed(false, reason);
            }
            values.put(path.getKey(), text);
        }
        return new ActionResult.Ok(values);
    }

    private static @Nullable Object find(@Nullable Object document, JsonPath path) {
        if (document == null) {
            return null;
        }
        Object found;
        try {
            found = path.read(document, AnswerJson.PATHS);
        } catch (JsonPathException | IllegalArgumentException e) {
            return null;
        }
        // An indefinite path ($..x, filters) gives a list of what it found.
        if (!path.isDefinite() && found instanceof List<?> list) {
            return list.isEmpty() ? null : list.get(0);
        }
        return found;
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof String text) {
            return CleanText.of(text, MAX_VALUE_CHARS);
        } else if (value instanceof Boolean truth) {
            return truth.toString();
        } else if (value instanceof BigDecimal number) {
            return number(number);
        } else if (value instanceof Number number) {
            return number(new BigDecimal(number.toString()));
        }
        return null;
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
