package io.parley.agent.voice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Telephone numbers, codes, percentages, measures, ordinals, fractions and plain numbers. */
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

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("oz", "ounce|ounces"),
            Map.entry("lb", "pound|pounds"),
            Map.entry("lbs", "pound|pounds"),
            Map.entry("kg", "kilogram|kilograms"),
            Map.entry("g", "gram|grams"),
            Map.entry("mg", "milligram|milligrams"),
            Map.entry("ml", "milliliter|milliliters"),
            Map.entry("mL", "milliliter|milliliters"),
            Map.entry("L", "liter|liters"),
            Map.entry("km", "kilometer|kilometers"),
            Map.entry("cm", "centimeter|centimeters"),
            Map.entry("mm", "millimeter|millimeters"),
            Map.entry("mi", "mile|miles"),
            Map.entry("ft", "foot|feet"),
            Map.entry("mph", "mile per hour|miles per hour"),
            Map.entry("hr", "hour|hours"),
            Map.entry("hrs", "hour|hours"),
            Map.entry("min", "minute|minutes"),
            Map.entry("mins", "minute|minutes"),
            Map.entry("sec", "second|seconds"),
            Map.entry("secs", "second|seconds"),
            Map.entry("GB", "gigabyte|gigabytes"),
            Map.entry("MB", "megabyte|megabytes"),
            Map.entry("TB", "terabyte|terabytes"),
            Map.entry("kWh", "kilowatt hour|kilowatt hours"),
            Map.entry("kW", "kilowatt|kilowatts"),
            Map.entry("Mbps", "megabit per second|megabits per second"),
            Map.entry("Gbps", "gigabit per second|gigabits per second"),
            Map.entry("GHz", "gigahertz|gigahertz"),
            Map.entry("\u00B0", "degree|degrees"),
            Map.entry("\u00B0F", "degree Fahrenheit|degrees Fahrenheit"),
            Map.entry("\u00B0C", "degree Celsius|degrees Celsius"),
            Map.entry("%", "percent|percent"));

    private static final Map<String, String> PARTS = Map.of(
            "2",
            "half|halves",
            "3",
            "third|thirds",
            "4",
            "quarter|quarters",
            "5",
            "fifth|fifths",
            "8",
            "eighth|eighths",
            "10",
            "tenth|tenths");

    private static final Pattern RUN = Pattern.compile("\\d+|[A-Za-z]+|-");
    private static final String N = "(" + Numbers.PATTERN + ")";
    /** The number is whole: neither a letter, a digit nor a decimal goes on. */
    private static final String END = "(?![\\p{Alnum}]|\\.\\d)";

    private final Numbers numbers;

    NumberRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.of(
                        "(?:\\+?(1)[\\s.-]?)?\\(?(\\d{3})\\)?[\\s.-]\\s?(\\d{3})[\\s.-](\\d{4})" + END,
                        this::telephone),
                Rule.of("\\+(\\d(?:[\\s.-]?\\d){6,16})" + END, (m, out) -> international(m.group(1), out)),
                Rule.of(
                        "(\\d{3})-(\\d{4})(?![\\p{Alnum}-])",
                        (m, out) -> digitGroups(List.of(m.group(1), m.group(2)), out)),
                Rule.of(
                        "\\d+(?:-\\d+){2,}" + END,
                        (m, out) -> digitGroups(List.of(m.group().split("-")), out)),
                Rule.of("(\\d)\\s(\\d)/(\\d)(?![\\d/])", this::mixed),
                Rule.when("(\\d{1,2})/(\\d{1,2})(?![\\d/])", this::fraction),
                Rule.of("\\d+(?:\\.\\d+){2,}" + END, (m, out) -> dotted(m.group(), out)),
                Rule.when(N + "(?:\\.(\\d+))?[\\s-]?(\u00B0[FC]?|%|[A-Za-z]{1,4}\\.?)(?![\\p{Alnum}])", this::measure),
                Rule.when("(\\d{1,3}0)s(?![\\p{Alnum}])", (m, out) -> decade(m.group(1), out)),
                Rule.of(N + "(?:st|nd|rd|th)(?![\\p{Alnum}])", (m, out) -> out.words(numbers.ordinal(m.group(1)))),
                Rule.of("#\\s?(\\d+)" + END, (m, out) -> numbered(m.group(1), out)),
                Rule.of(
                        "(?=[A-Za-z-]*\\d)(?=[\\d-]*[A-Za-z])[A-Za-z\\d]+(?:-[A-Za-z\\d]+)*",
                        (m, out) -> code(m.group(), out)),
                Rule.of("(?<=[\\dMm%.])\\s?[-\u2013]\\s?(?=[$\u20AC\u00A3]?\\d)", (m, out) -> out.words("to")),
                Rule.of("-(?=[$\u20AC\u00A3.]?\\d)", (m, out) -> out.words("minus")),
                Rule.of(
                        N + "?\\.(\\d+)" + "(?![\\p{Alnum}])",
                        (m, out) -> out.words(numbers.decimal(m.group(1) == null ? "" : m.group(1), m.group(2)))),
                Rule.of(N, (m, out) -> whole(m.group(1), out)));
    }

    /** (555) 826-1904, by area code, exchange and line; 800 as eight hundred. */
    private void telephone(MatchResult m, Spoken out) {
        if (m.group(1) != null) {
            out.words((m.group().startsWith("+") ? "plus " : "") + "one");
            out.rest();
        }
        String area = m.group(2);
        boolean hundreds = area.endsWith("00") && !area.startsWith("0");
        out.words(hundreds ? numbers.cardinal(area) : Numbers.digits(area));
        out.rest();
        digitGroups(List.of(m.group(3), m.group(4)), out);
    }

    private static void international(String number, Spoken out) {
        out.words("plus");
        digitGroups(number.matches("\\d+") ? Numbers.groups(number) : List.of(number.split("[\\s.-]")), out);
    }

    private static void digitGroups(List<String> groups, Spoken out) {
        for (int i = 0; i < groups.size(); i++) {
            if (i > 0) {
                out.rest();
            }
            out.words(groups.size() == 1 ? Numbers.code(groups.get(i)) : Numbers.digits(groups.get(i)));
        }
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
        boolean one = m.group(1).equals("1") && m.group(2) == null;
        String value = m.group(2) == null ? numbers.cardinal(m.group(1)) : numbers.decimal(m.group(1), m.group(2));
        out.words(value + " " + names[one ? 0 : 1]);
        if (m.group().endsWith(".")) {
            out.markIfSentenceEnds();
        }
        return true;
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

    private static void numbered(String digits, Spoken out) {
        out.words("number");
        digitGroups(Numbers.groups(digits), out);
    }

    /** KJ7Q2, B12, 12-A: letters by name, digits one by one; a number of two digits beside one letter stays a number. */
    private void code(String code, Spoken out) {
        Matcher run = RUN.matcher(code);
        int runs = (int) RUN.matcher(code).results().count();
        int said = 0;
        while (run.find()) {
            String part = run.group();
            if (part.equals("-")) {
                out.rest();
                said = 0;
            } else if (Character.isDigit(part.charAt(0))) {
                boolean number = runs == 2 && part.length() <= 2 && code.length() <= part.length() + 1;
                out.words(number ? numbers.cardinal(part) : Numbers.digits(part));
                said += part.length();
            } else if (part.length() > 3 && part.chars().anyMatch(c -> "aeiouyAEIOUY".indexOf(c) >= 0)) {
                out.words(part);
                said = 0;
            } else {
                part.chars().forEach(c -> out.letter((char) c));
                said += part.length();
            }
            if (said >= 4 && run.end() + 1 < code.length()) {
                out.rest();
                said = 0;
            }
        }
    }

    private void whole(String number, Spoken out) {
        String digits = number.replace(",", "");
        boolean year = digits.length() == 4 && (digits.startsWith("19") || digits.startsWith("20"));
        if (number.indexOf(',') >= 0 || digits.length() == 1) {
            out.words(numbers.cardinal(digits));
        } else if (isCode(digits, out)) {
            digitGroups(Numbers.groups(digits), out);
        } else {
            out.words(year && BEFORE_YEAR.contains(out.before(0)) ? numbers.year(digits) : numbers.cardinal(digits));
        }
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
