package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A prompt with places for values, {@code {name}} or {@code {name|how}}. {@code how} says how the value is read:
 * {@code digits} one by one, in groups; {@code letters} one by one, digits too; otherwise as any text.
 */
final class Template {
    private static final Logger LOG = LoggerFactory.getLogger(Template.class);
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_.-]+)(?:\\|([a-z-]+))?}");

    private Template() {}

    /** The text with its values in place, and where they stand. A value that is missing is left out, with a warning. */
    static Script fill(String template, Map<String, String> values, ClauseCache cache) {
        StringBuilder text = new StringBuilder();
        List<Script.Span> variable = new ArrayList<>();
        Matcher place = PLACE.matcher(template);
        int end = 0;
        while (place.find()) {
            text.append(template, end, place.start());
            int from = text.length();
            text.append(value(values.get(place.group(1)), place));
            variable.add(new Script.Span(from, text.length()));
            end = place.end();
        }
        text.append(template, end, template.length());
        return new Script(text.toString(), variable, cache, true, false);
    }

    private static String value(@Nullable String value, Matcher place) {
        if (value == null) {
            LOG.warn("prompt: no value for '{}', leaving it out", place.group(1));
            return "";
        }
        String how = place.group(2) == null ? "" : place.group(2);
        return switch (how) {
            case "digits" -> Markup.escape(digits(value));
            case "letters" -> spelled(value);
            default -> Markup.escape(value);
        };
    }

    /** 4075551 as 4 0 7, 5 5 5 1: what is no digit separates groups. */
    static String digits(String value) {
        List<String> groups = new ArrayList<>();
        for (String run : value.split("\\D+")) {
            if (!run.isEmpty()) {
                Numbers.groups(run).forEach(group -> groups.add(spaced(group)));
            }
        }
        return groups.isEmpty() ? value : String.join(", ", groups);
    }

    /** Sign by sign, each so that it cannot be taken for markup. */
    private static String spelled(String value) {
        return String.join(
                " ",
                Stream.of(value.replaceAll("\\s+", "").split(""))
                        .map(Markup::escape)
                        .toList());
    }

    private static String spaced(String value) {
        return String.join(" ", value.replaceAll("\\s+", "").split(""));
    }

    /** The template with something in each place, to find the clauses that hold none. */
    static Script sample(String template, ClauseCache cache) {
        Script filled = fill(PLACE.matcher(template).replaceAll("{x}"), Map.of("x", "seven"), cache);
        return new Script(filled.text(), filled.variable(), cache, true, true);
    }
}
