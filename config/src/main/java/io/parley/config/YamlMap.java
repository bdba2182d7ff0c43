package io.parley.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The keys of one mapping. Every key that is asked for is remembered as known; {@link #finish} then complains about the
 * others. A value that cannot be used is noted as a problem and its fallback returned, so that reading goes on and finds
 * everything there is to find.
 */
final class YamlMap {
    private final Problems problems;
    private final String path;
    private final boolean usable;
    private final Map<String, YamlValue> values = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    private YamlMap(Problems problems, String path, boolean usable) {
        this.problems = problems;
        this.path = path;
        this.usable = usable;
    }

    static YamlMap of(Problems problems, String path, MappingNode node) {
        YamlMap map = new YamlMap(problems, path, true);
        node.getValue().forEach(map::add);
        return map;
    }

    /** Stands for something that was no mapping, which has been said already: it does not complain about its keys. */
    static YamlMap unusable(Problems problems, String path) {
        return new YamlMap(problems, path, false);
    }

    private void add(NodeTuple tuple) {
        Node node = tuple.getKeyNode();
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        if (!(node instanceof ScalarNode key)) {
            problems.at(line, path.isEmpty() ? "file" : path, "", "keys that are words, not lists or mappings");
            return;
        }
        String at = path(key.getValue());
        if (values.containsKey(key.getValue())) {
            problems.at(line, at, "", "this key once; line " + problems.lineOf(at) + " has it already");
            return;
        }
        problems.place(at, line);
        values.put(key.getValue(), new YamlValue(problems, at, tuple.getValueNode()));
    }

    private String path(String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }

    boolean usable() {
        return usable;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    int size() {
        return values.size();
    }

    /** A problem at a key of this mapping, whether it is there or not. */
    void wrong(String key, String value, String expected) {
        problems.at(path(key), value, expected);
    }

    /** All values, by keys that a person chose; there are no unknown keys then. */
    Map<String, YamlValue> values() {
        known.addAll(values.keySet());
        return values;
    }

    Optional<YamlValue> value(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /** A value that must be there. */
    Optional<YamlValue> required(String key, String expected) {
        Optional<YamlValue> value = value(key);
        if (value.isEmpty() && usable) {
            wrong(key, "", expected);
        }
        return value;
    }

    String text(String key, String fallback) {
        return read(key, YamlValue::text, fallback);
    }

    @Nullable
    String textOrNull(String key) {
        return value(key).flatMap(YamlValue::text).orElse(null);
    }

    boolean bool(String key, boolean fallback) {
        return read(key, YamlValue::bool, fallback);
    }

    int integer(String key, int fallback) {
        return read(key, YamlValue::integer, fallback);
    }

    BigDecimal decimal(String key, BigDecimal fallback) {
        return read(key, YamlValue::decimal, fallback);
    }

    Duration duration(String key, Duration fallback) {
        return read(key, YamlValue::duration, fallback);
    }

    <E extends Enum<E>> E oneOf(String key, E fallback) {
        return read(key, value -> value.oneOf(fallback.getDeclaringClass()), fallback);
    }

    /** A mapping; one without keys where the key is absent. */
    YamlMap map(String key) {
        return value(key).map(value -> value.map("keys and values")).orElseGet(() -> unusable(problems, path(key)));
    }

    /** Text by keys that a person chose. */
    Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(key).values().forEach((name, value) -> value.text().ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    List<YamlValue> list(String key) {
        return value(key).map(value -> value.list("a list")).orElse(List.of());
    }

    /** A list of text; its items keep their places though one of them be none. */
    List<String> textList(String key) {
        return list(key).stream().map(YamlValue::textOrStandIn).toList();
    }

    private <T> T read(String key, Function<YamlValue, Optional<T>> how, T fallback) {
        return value(key).flatMap(how).orElse(fallback);
    }

    /** Runs a record's constructor; what it refuses becomes problems of the keys it names. */
    <T> Optional<T> build(Supplier<T> constructor) {
        try {
            return Optional.of(constructor.get());
        } catch (BrokenRules e) {
            refused(e);
            return Optional.empty();
        }
    }

    /** Notes what does not hold. */
    void check(Rules rules) {
        try {
            rules.check();
        } catch (BrokenRules e) {
            refused(e);
        }
    }

    private void refused(BrokenRules rules) {
        rules.broken().forEach(broken -> wrong(broken.key(), broken.value(), broken.expected()));
    }

    /** Complains about every key that nobody asked for. */
    void finish() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                String all = String.join(", ", known);
                String expected = Nearest.of(key, known)
                        .map(near -> "'" + near + "' (known here: " + all + ")")
                        .orElse((known.size() == 1 ? "only " : "one of ") + all);
                wrong(key, "", expected);
            }
        }
    }
}
