package io.parley.agent.voice;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parts: 3/4, 1 1/2, ½, 2½. A stroke that cannot be a part's is a date's, see {@link CalendarRules}. */
final class FractionRules {
    private static final Map<String, String> PARTS = Written.of("part");
    private static final Map<String, String> GLYPHS = Written.of("glyph");

    /** What is measured in parts that would be dates otherwise: 11/16 inch. */
    private static final Pattern MEASURED =
            Pattern.compile("\\s?(?:inch|inches|cup|cups|mile|miles|teaspoon|tablespoon)\\b");

    private final Numbers numbers;

    FractionRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.when("(\\d{1,3})\\s(\\d{1,2})/(\\d{1,2})(?![\\d/])", this::mixed),
                Rule.of("(?:(\\d+)\\s?)?([" + String.join("", GLYPHS.keySet()) + "])", this::glyph),
                Rule.when("(\\d{1,2})/(\\d{1,2})(?![\\d/])", this::fraction));
    }

    static boolean isDenominator(String digits) {
        return PARTS.containsKey(digits);
    }

    static boolean isMeasured(Spoken out) {
        return out.isFollowedBy(MEASURED);
    }

    private boolean mixed(MatchResult m, Spoken out) {
        boolean part = Integer.parseInt(m.group(2)) < Integer.parseInt(m.group(3));
        if (part) {
            out.words(numbers.cardinal(m.group(1)) + " and " + part(m.group(2), m.group(3)));
        }
        return part;
    }

    private void glyph(MatchResult m, Spoken out) {
        @Nullable String whole = m.group(1);
        String[] part = GLYPHS.getOrDefault(m.group(2), "1/2").split("/");
        out.words((whole == null ? "" : numbers.cardinal(whole) + " and ") + part(part[0], part[1]));
    }

    private boolean fraction(MatchResult m, Spoken out) {
        if (m.group().equals("24/7")) {
            out.words("twenty four seven");
            return true;
        }
        boolean known = PARTS.containsKey(m.group(2)) || isMeasured(out);
        if (!known || Integer.parseInt(m.group(1)) >= Integer.parseInt(m.group(2))) {
            return false;
        }
        out.words(part(m.group(1), m.group(2)));
        return true;
    }

    private String part(String over, String under) {
        boolean one = over.equals("1");
        String plain = numbers.ordinal(under);
        String[] names = PARTS.getOrDefault(under, plain + "|" + plain + "s").split("\\|");
        return (one && under.equals("2") ? "a" : numbers.cardinal(over)) + " " + names[one ? 0 : 1];
    }
}
