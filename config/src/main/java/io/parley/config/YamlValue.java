package io.parley.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of a file, to be read as what the reader expects. A method that returns empty (or an unusable map) has
 * already noted the problem.
 */
record YamlValue(Problems problems, String path, Node node) {
    /** Bounded, because a decimal such as 1e999999999 is cheap to write and fills the memory when written out. */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");

    private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

    /** What stands here is not what was expected. */
    void wrong(String expected) {
        problems.at(path, shown(), foreignTag() ? expected + ", without a tag" : expected);
    }

    /** Runs a record's constructor or factory on this one value; what it refuses becomes a problem of this value. */
    <T> Optional<T> build(Supplier<T> constructor) {
        try {
            return Optional.of(constructor.get());
        } catch (BrokenRules e) {
            e.broken().forEach(broken -> problems.at(path, broken.value(), broken.expected()));
            return Optional.empty();
        }
    }

    /** Text, through a factory that may refuse it. */
    <T> Optional<T> parsed(Function<String, T> factory) {
        return text().flatMap(text -> build(() -> factory.apply(text)));
    }

    /** Any scalar but null, as it is written: {@code +15550100} keeps its plus and {@code 007} its zeros. */
    Optional<String> text() {
        return scalar().filter(scalar -> !scalar.getTag().equals(Tag.NULL))
                .map(ScalarNode::getValue)
                .or(() -> refused("text"));
    }

    /** Text; where there is none, which has then been said, a word of its own that offends no rule. */
    String textOrStandIn() {
        return text().orElse("unreadable-" + path.replaceAll("[^0-9]", ""));
    }

    Optional<Boolean> bool() {
        return scalar(Tag.BOOL).map(Boolean::valueOf).or(() -> refused("true or false"));
    }

    Optional<Integer> integer() {
        return integer("a whole number");
    }

    Optional<Integer> integer(String expected) {
        return decimal(expected).flatMap(number -> {
            try {
                return Optional.of(number.intValueExact());
            } catch (ArithmeticException e) {
                return refused(expected);
            }
        });
    }

    Optional<BigDecimal> decimal() {
        return decimal("a number");
    }

    /** A number to multiply by. */
    Optional<Double> factor() {
        return decimal("a factor such as 1.2").map(BigDecimal::doubleValue);
    }

    private Optional<BigDecimal> decimal(String expected) {
        return scalar(Tag.INT)
                .or(() -> scalar(Tag.FLOAT))
                .filter(text -> DECIMAL.matcher(text).matches())
                .map(BigDecimal::new)
                .or(() -> refused(expected));
    }

    Optional<Duration> duration() {
        return scalar(Tag.STR).flatMap(Durations::parse).or(() -> refused(Durations.EXPECTED));
    }

    /** A constant of an enum, written in lower case with hyphens. */
    <E extends Enum<E>> Optional<E> oneOf(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        Optional<String> written = scalar().map(ScalarNode::getValue);
        return constants.stream()
                .filter(constant -> written.equals(Optional.of(kebab(constant))))
                .findFirst()
                .or(() -> refused(choice(constants)));
    }

    private static <E extends Enum<E>> String choice(List<E> constants) {
        List<String> names = constants.stream().map(YamlValue::kebab).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isText() {
        return scalar().isPresent() && !isNull();
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    /** Whether exactly this is written here. */
    boolean is(String text) {
        return scalar().filter(scalar -> scalar.getValue().equals(text)).isPresent();
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The items of a list; empty where it is none. */
    List<YamlValue> list(String expected) {
        if (!(node instanceof SequenceNode sequence) || foreignTag()) {
            wrong(expected);
            return List.of();
        }
        List<YamlValue> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            String at = path + "[" + items.size() + "]";
            item.getStartMark().ifPresent(mark -> problems.place(at, mark.getLine() + 1));
            items.add(new YamlValue(problems, at, item));
        }
        return items;
    }

    /** The items of a list, each read; empty if it is no list or one of them is wrong. */
    <T> Optional<List<T>> items(String expected, Function<YamlValue, Optional<T>> read) {
        List<YamlValue> items = list(expected);
        List<T> good = items.stream().flatMap(item -> read.apply(item).stream()).toList();
        return isList() && good.size() == items.size() ? Optional.of(good) : Optional.empty();
    }

    /** Notes that this value is also known by another path. */
    void alsoAt(String other) {
        problems.place(other, problems.lineOf(path));
    }

    YamlMap map(String expected) {
        if (!(node instanceof MappingNode mapping) || foreignTag()) {
            wrong(expected);
            return YamlMap.unusable(problems, path);
        }
        return YamlMap.of(problems, path, mapping);
    }

    /** A tree of maps, lists, strings, numbers and booleans, as JSON knows them. */
    Optional<Object> tree() {
        if (node instanceof SequenceNode) {
            return Optional.of(list("a list").stream()
                    .flatMap(item -> item.tree().stream())
                    .collect(Collectors.toList()));
        }
        if (node instanceof MappingNode) {
            Map<String, Object> tree = new LinkedHashMap<>();
            map("keys and values")
                    .values()
                    .forEach((key, value) -> value.tree().ifPresent(branch -> tree.put(key, branch)));
            return Optional.of(tree);
        }
        if (scalar(Tag.INT).isPresent() || scalar(Tag.FLOAT).isPresent()) {
            return decimal().map(YamlValue::narrow);
        }
        return scalar(Tag.STR)
                .<Object>map(text -> text)
                .or(() -> scalar(Tag.BOOL).map(Boolean::valueOf))
                .or(() -> refused("text, a number, true, false, a list or keys and values"));
    }

    private static Object narrow(BigDecimal number) {
        boolean whole = number.scale() <= 0;
        boolean small = whole && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        return small ? (Object) number.intValueExact() : whole ? (Object) number.longValueExact() : number;
    }

    private <T> Optional<T> refused(String expected) {
        wrong(expected);
        return Optional.empty();
    }

    private Optional<ScalarNode> scalar() {
        return node instanceof ScalarNode scalar && !foreignTag() ? Optional.of(scalar) : Optional.empty();
    }

    private Optional<String> scalar(Tag tag) {
        return scalar().filter(scalar -> scalar.getTag().equals(tag)).map(ScalarNode::getValue);
    }

    /** An application tag such as {@code !secret}; we have none, and what follows it is not what it seems. */
    private boolean foreignTag() {
        return !node.getTag().getValue().startsWith(STANDARD_TAGS);
    }

    private String shown() {
        String tag = foreignTag() ? node.getTag().getValue() + " " : "";
        if (node instanceof ScalarNode scalar) {
            return tag + scalar.getValue();
        }
        return tag + (node instanceof SequenceNode ? "a list" : "keys and values");
    }
}
