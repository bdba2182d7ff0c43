package io.parley.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text with places to fill: {@code {name}} or {@code {name|filter}} for a value, {@code {call.name}} for what signalling
 * tells of the call ({@link CallValues}), {@code ${env:NAME}} for a variable of the deployer's environment, {@code ${file:/PATH}} for the first line of a file of theirs. Braces have no other meaning and cannot be escaped.
 */
public record Template(List<Part> parts) {
    private static final Pattern VALUE =
            Pattern.compile("(call(?:\\.[A-Za-z0-9-]{1,64}){1,2}+|[A-Za-z][A-Za-z0-9_-]{0,31})(?:\\|([a-z]+))?");
    private static final Pattern ENV = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]{0,63})|(file:/[^{}\\s]{1,200})");
    private static final Pattern BRACES = Pattern.compile("\\$?\\{([^{}]*)}|([{}])");

    public sealed interface Part {}

    /** Text that stands for itself. */
    public record Literal(String text) implements Part {}

    /** The place of a slot's or result's value; the filter says how it is spoken. */
    public record Value(String name, @Nullable Filter filter) implements Part {}

    /**
     * The place of a value of the deployer's, resolved by whoever uses the template.
     *
     * @param name of an environment variable, or {@code file:} and the path of a file whose first line it is
     */
    public record Env(String name) implements Part {}

    /** How a value is spoken: {@code {number|digits}} reads "4 2" where {@code {number|number}} reads "forty-two". */
    public enum Filter {
        DIGITS,
        MONEY,
        DATE,
        TIME,
        SPELL,
        NUMBER;

        /** As a template writes it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Filter> of(String key) {
            return List.of(values()).stream()
                    .filter(filter -> filter.key().equals(key))
                    .findFirst();
        }
    }

    public Template {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if a brace is left open, or holds neither a name nor {@code env:NAME}
     */
    public static Template parse(String text) {
        Rules rules = new Rules();
        List<Part> parts = new ArrayList<>();
        Matcher braces = BRACES.matcher(text);
        int done = 0;
        while (braces.find()) {
            if (braces.start() > done) {
                parts.add(new Literal(text.substring(done, braces.start())));
            }
            if (braces.group(2) == null) {
                boolean dollar = braces.group().startsWith("$");
                place(rules, braces.group(), dollar, braces.group(1)).ifPresent(parts::add);
            } else {
                rules.require(false, "", text, "braces in pairs, with a name in each");
            }
            done = braces.end();
        }
        if (done < text.length()) {
            parts.add(new Literal(text.substring(done)));
        }
        rules.check();
        return new Template(parts);
    }

    private static Optional<Part> place(Rules rules, String written, boolean dollar, String inner) {
        Matcher form = (dollar ? ENV : VALUE).matcher(inner);
        if (!form.matches()) {
            rules.require(false, "", written, dollar ? "${env:NAME}" : "{name} or {name|filter}");
            return Optional.empty();
        }
        if (dollar) {
            return Optional.of(new Env(form.group(1) == null ? form.group(2) : form.group(1)));
        }
        String key = form.group(2);
        if (key == null) {
            return Optional.of(new Value(form.group(1), null));
        }
        Optional<Filter> filter = Filter.of(key);
        rules.require(filter.isPresent(), "", written, "one of the filters digits, money, date, time, spell, number");
        return filter.map(known -> new Value(form.group(1), known));
    }

    /** The places of values, in order. */
    public List<Value> values() {
        return parts.stream()
                .flatMap(part -> part instanceof Value value ? List.of(value).stream() : List.<Value>of().stream())
                .toList();
    }

    /** The names of the values it needs. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        values().forEach(value -> names.add(value.name()));
        return names;
    }

    /** Whether it is nothing but the place of one value. */
    public boolean isValue() {
        return parts.size() == 1 && parts.get(0) instanceof Value;
    }

    boolean hasEnv() {
        return parts.stream().anyMatch(Env.class::isInstance);
    }

    boolean hasFilter() {
        return values().stream().anyMatch(value -> value.filter() != null);
    }
}
