package io.parley.agent.voice;

import java.util.List;
import java.util.Set;

/** Ratios, versions, decades, ordinals and plain numbers. */
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
                Rule.of(
                        "(\\d{1,3}):(\\d{1,3})(?![\\d:])",
                        (m, out) -> out.words(numbers.cardinal(m.group(1)) + " to " + numbers.cardinal(m.group(2)))),
                Rule.of("\\d+(?:\\.\\d+){2,}" + END, (m, out) -> dotted(m.group(), out)),
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

    private void dotted(String number, Spoken out) {
        String[] parts = number.split("\\.");
        for (int i = 0; i < parts.length; i++) {
            out.words((i > 0 ? "dot " : "") + numbers.cardinal(parts[i]));
        }
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
            CodeRules.groups(Numbers.groups(digits), numbers, out);
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
