package io.parley.agent.voice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Percentages, measures, ordinals, fractions and plain numbers. */
final class NumberRules {
    /** After these a number is a name, and is read digit by digit. */
    private static final Set<String> CODES = Set.of(
            "number",
            "numbers",
            "code",
            "pin",
            "extension",
            "ext",
            "room",
            "flight",
            "zip",
            "account",
            "card",
            "ending",
            "confirmation",
            "ticket",
            "reference",
            "id",
            "tracking",
            "invoice",
            "policy",
            "case",
            "claim",
            "serial",
            "passcode",
            "password",
            "digits",
            "suite",
            "apartment",
            "phone",
            "order",
            "booking",
            "dial",
            "press",
            "route",
            "locker",
            "area");

    /** May stand between such a word and the number. */
    private static final Set<String> LINKS =
            Set.of("is", "was", "are", "the", "ends", "in", "with", "as", "has", "your");

    private static final Set<String> BEFORE_YEAR =
            Set.of("in", "since", "until", "year", "during", "before", "after", "by", "spring", "summer", "winter");

    /** Each as one|many. */
    private static final Map<String, String> UNITS = Written.of("unit");

    private static final Map<String, String> PARTS = Written.of("part");

    /** After these, what is measured follows as a noun of its own: 12 oz of milk, but a 12 oz latte. */
    private static final Pattern THING =
            Pattern.compile("\\s(?!of|and|or|for|at|in|is|to|per|with|than|from|on|a\\s)[a-z]");

    private static final String N = "(" + Numbers.PATTERN + ")";
    /** The number is whole: neither a letter, a digit nor a decimal goes on. */
    private static final String END = "(?![\\p{Alnum}]|\\.\\d)";

    private final Numbers numbers;

    NumberRules(Numbers numbers) {
        this.numbers = numbers;
    }

    /** Numbers with something that says how they are read. */
    List<Rule> marked() {
        return List.of(
                Rule.of("(\\d)\\s(\\d)/(\\d)(?![\\d/])", this::mixed),
                Rule.of(
                        "(\\d)'\\s?(\\d{1,2})\"?(?![\\p{Alnum}])",
                        (m, out) -> out.words(numbers.cardinal(m.group(1)) + " foot " + numbers.cardinal(m.group(2)))),
                Rule.of(
                        "(\\d{1,3}):(\\d{1,3})(?![\\d:])",
                        (m, out) -> out.words(numbers.cardinal(m.group(1)) + " to " + numbers.cardinal(m.group(2)))),
                Rule.when("(\\d{1,2})/(\\d{1,2})(?![\\d/])", this::fraction),
                Rule.of("\\d+(?:\\.\\d+){2,}" + END, (m, out) -> dotted(m.group(), out)),
                Rule.when(
                        N + "(?:\\.(\\d+))?[\\s-]?(\u00B0[FC]?|[%\u00A2]|[A-Za-z]{1,4}\\.?)(?![\\p{Alnum}])",
                        this::measure),
                Rule.when("(\\d{1,3}0)s(?![\\p{Alnum}])", (m, out) -> decade(m.group(1), out)),
                Rule.of(N + "(?:st|nd|rd|th)(?![\\p{Alnum}])", (m, out) -> out.words(numbers.ordinal(m.group(1)))));
    }

    /** Bare numbers, with what stands before them. */
    List<Rule> plain() {
        return List.of(
                Rule.of("(?<=[\\dMm%.])\\s?[-\u2013]\\s?(?=[$\u20AC\u00A3]?\\d)", (m, out) -> out.words("to")),
                Rule.of("-(?=[$\u20AC\u00A3.]?\\d)", (m, out) -> out.words("minus")),
                Rule.of(
                        "(?<![\\p{Alnum}])" + N + "?\\.(\\d+)(?![\\p{Alnum}])",
                        (m, out) -> out.words(numbers.decimal(m.group(1) == null ? "" : m.group(1), m.group(2)))),
                Rule.of(N, (m, out) -> whole(m.group(1), out)));
    }

    private void mixed(MatchResult m, Spoken out) {
        out.words(numbers.cardinal(m.group(1)) + " and " + part(m.group(2), m.group(3)));
    }

    private boolean fraction(MatchResult m, Spoken out) {
        if (m.group().equals("24/7")) {
            out.words("twenty four seven");
            return true;
        }
        if (!PARTS.containsKey(m.group(2)) || Integer.parseInt(m.group(1)) >= Integer.parseInt(m.group(2))) {
            return false;
        }
        out.words(part(m.group(1), m.group(2)));
        return true;
    }

    static boolean isDenominator(String digits) {
        return PARTS.containsKey(digits);
    }

    private String part(String over, String under) {
        String[] names = PARTS.getOrDefault(under, "over " + under).split("\\|");
        boolean one = over.equals("1");
        return (one && under.equals("2") ? "a" : numbers.cardinal(over)) + " " + names[one ? 0 : names.length - 1];
    }

    private void dotted(String number, Spoken out) {
        String[] parts = number.split("\\.");
        for (int i = 0; i < parts.length; i++) {
            out.words((i > 0 ? "dot " : "") + numbers.cardinal(parts[i]));
        }
    }

    private boolean measure(MatchResult m, Spoken out) {
        String unit = UNITS.get(m.group(3).replace(".", ""));
        if (unit == null) {
            return false;
        }
        String[] names = unit.split("\\|");
        boolean one = m.group(1).equals("1") && m.group(2) == null || isAttribute(m, out);
        String value = m.group(2) == null ? numbers.cardinal(m.group(1)) : numbers.decimal(m.group(1), m.group(2));
        out.words(value + " " + names[one ? 0 : 1]);
        if (m.group().endsWith(".")) {
            out.markIfSentenceEnds();
        }
        return true;
    }

    /** A 12-oz cup, a 12 oz latte: twelve ounce. */
    private static boolean isAttribute(MatchResult m, Spoken out) {
        boolean letters = Character.isLetter(m.group(3).charAt(0));
        return letters && (m.group().indexOf('-') > 0 || out.isFollowedBy(THING));
    }

    /** 1990s and 90s: nineteen nineties, nineties. */
    private boolean decade(String year, Spoken out) {
        if (year.length() == 3) {
            return false;
        }
        String words = year.length() == 4 ? numbers.year(year) : numbers.cardinal(year);
        out.words(words.endsWith("y") ? words.substring(0, words.length() - 1) + "ies" : words + "s");
        return true;
    }

    private void whole(String number, Spoken out) {
        String digits = number.replace(",", "");
        if (number.indexOf(',') >= 0 || digits.length() == 1) {
            out.words(numbers.cardinal(digits));
        } else if (isCode(digits, out)) {
            CodeRules.groups(Numbers.groups(digits), out);
        } else {
            out.words(isYear(digits, out) ? numbers.year(digits) : numbers.cardinal(digits));
        }
    }

    private static boolean isYear(String digits, Spoken out) {
        return digits.length() == 4
                && (digits.startsWith("19") || digits.startsWith("20"))
                && (BEFORE_YEAR.contains(out.before(0)) || !out.wordFollows());
    }

    /** Nobody writes an amount with a leading zero, nor one of five digits and more without commas, unless it is round. */
    private static boolean isCode(String digits, Spoken out) {
        if (digits.startsWith("0") || digits.length() > 6 || digits.length() > 4 && !digits.endsWith("000")) {
            return true;
        }
        int back = 0;
        while (LINKS.contains(out.before(back))) {
            back++;
        }
        return digits.length() > 2 && (out.endsWithLetters() || CODES.contains(out.before(back)));
    }
}
