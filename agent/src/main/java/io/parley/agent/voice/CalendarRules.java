package io.parley.agent.voice;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Dates, as Americans or the British write and say them, and as programs write them. */
final class CalendarRules {
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final String MONTH =
            "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:(?<=Jan)uary|(?<=Feb)ruary|(?<=Mar)ch|(?<=Apr)il"
                    + "|(?<=Jun)e|(?<=Jul)y|(?<=Aug)ust|(?<=Sep)t(?:ember)?|(?<=Oct)ober|(?<=Nov)ember|(?<=Dec)ember)?"
                    + "(?![\\p{L}])\\.?";
    private static final String NUMBER = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final String DAY = NUMBER + "(?![\\p{Alnum}:]|[.,]\\d)";
    private static final String TO = "\\s?[-\u2013]\\s?";
    private static final String YEAR = "(?:,?\\s(\\d{4})(?!\\d))?";
    private static final String CENTURY = "(?:19|20)\\d{2}";

    private static final String WEEKDAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:(?<=Tue)s|(?<=Thu)rs?)?";
    private static final Map<String, String> WEEKDAYS = Written.of("weekday");

    private final Numbers numbers;

    CalendarRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.when(
                        "(\\d{4})[-/](\\d{2})[-/](\\d{2})(?![\\d-])",
                        (m, out) -> date(m.group(2), m.group(3), m.group(1), out)),
                Rule.when("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![\\d/])(?!\\.\\d)", this::inFigures),
                Rule.when("(\\d{1,2})/(\\d{1,2})(?![\\d/])", this::monthDayInFigures),
                Rule.when(MONTH + "\\s" + NUMBER + TO + DAY + YEAR, this::monthDays),
                Rule.when(NUMBER + TO + DAY + "\\s" + MONTH + YEAR, this::daysMonth),
                Rule.when(MONTH + "\\s" + DAY + YEAR, this::monthDay),
                Rule.of(
                        MONTH + ",?\\s(\\d{4})(?!\\d)",
                        (m, out) -> out.words(month(m.group(1)) + " " + numbers.year(m.group(2)))),
                Rule.when(DAY + "\\s(?:of\\s)?" + MONTH + YEAR, this::dayMonth),
                Rule.of("(?<=\\d\\s?)[-\u2013]\\s?(?=" + MONTH + ")", (m, out) -> out.words("to")),
                Rule.of(
                        "(" + CENTURY + ")" + TO + "(" + CENTURY + "|\\d{2})(?![\\p{Alnum}]|[-/.:,]\\d)",
                        (m, out) -> out.words(numbers.year(m.group(1)) + " to "
                                + (m.group(2).length() == 2
                                        ? numbers.cardinal(m.group(2))
                                        : numbers.year(m.group(2))))),
                Rule.of(
                        WEEKDAY + "\\.?" + TO + WEEKDAY + "(?!\\p{L})",
                        (m, out) -> out.words(weekday(m.group(1)) + " to " + weekday(m.group(2)))),
                Rule.of(WEEKDAY + "\\.?(?=,?\\s(?:\\d|" + MONTH + "))", (m, out) -> out.words(weekday(m.group(1)))),
                Rule.when(WEEKDAY + "\\.", (m, out) -> ended(weekday(m.group(1)), out)),
                Rule.when(MONTH + "(?<=\\.)", (m, out) -> ended(month(m.group(1)), out)));
    }

    /** 11/29/2026 or 29.11.2026: points part the day from the month that follows, strokes as the country has it. */
    private boolean inFigures(MatchResult m, Spoken out) {
        boolean points = m.group(2).equals(".");
        boolean dayFirst = points || numbers.isBritish();
        boolean short2 = m.group(4).length() == 2;
        if (short2 && !m.group(2).equals("/")) {
            return false;
        }
        String month = m.group(dayFirst ? 3 : 1);
        String day = m.group(dayFirst ? 1 : 3);
        return date(month, day, year(m.group(4)), out) || !points && date(day, month, year(m.group(4)), out);
    }

    private boolean date(String month, String day, String year, Spoken out) {
        int number = Integer.parseInt(month);
        if (number < 1 || number > MONTHS.size() || !isDay(day)) {
            return false;
        }
        day(MONTHS.get(number - 1), day, out);
        out.rest();
        out.words(numbers.year(year));
        return true;
    }

    private void day(String month, String day, Spoken out) {
        String ordinal = numbers.ordinal(day);
        out.words(numbers.isBritish() ? the(out) + ordinal + " of " + month : month + " " + ordinal);
    }

    private static String the(Spoken out) {
        return out.before(0).equals("the") ? "" : "the ";
    }

    /** 6/3 is June third where it cannot be a part, such as 3/4. */
    private boolean monthDayInFigures(MatchResult m, Spoken out) {
        String first = m.group(numbers.isBritish() ? 2 : 1);
        String second = m.group(numbers.isBritish() ? 1 : 2);
        int month = Integer.parseInt(first);
        boolean part = Integer.parseInt(m.group(1)) < Integer.parseInt(m.group(2))
                && (FractionRules.isDenominator(m.group(2)) || FractionRules.isMeasured(out));
        if (part || month < 1 || month > MONTHS.size() || !isDay(second)) {
            return false;
        }
        day(MONTHS.get(month - 1), second, out);
        return true;
    }

    /** 24 is 2024; 78 is 1978. */
    private static String year(String year) {
        return year.length() == 4 ? year : (Integer.parseInt(year) < 50 ? "20" : "19") + year;
    }

    private boolean monthDay(MatchResult m, Spoken out) {
        if (!isDay(m.group(2))) {
            return false;
        }
        out.words(month(m.group(1)) + (numbers.isBritish() ? " the " : " ") + numbers.ordinal(m.group(2)));
        yearAfter(m.group(3), out);
        return true;
    }

    private boolean monthDays(MatchResult m, Spoken out) {
        if (!isDay(m.group(2)) || !isDay(m.group(3))) {
            return false;
        }
        out.words(month(m.group(1)) + (numbers.isBritish() ? " the " : " ") + days(m.group(2), m.group(3)));
        yearAfter(m.group(4), out);
        return true;
    }

    private boolean dayMonth(MatchResult m, Spoken out) {
        if (!isDay(m.group(1))) {
            return false;
        }
        out.words(the(out) + numbers.ordinal(m.group(1)) + " of " + month(m.group(2)));
        yearAfter(m.group(3), out);
        return true;
    }

    private boolean daysMonth(MatchResult m, Spoken out) {
        if (!isDay(m.group(1)) || !isDay(m.group(2))) {
            return false;
        }
        out.words(the(out) + days(m.group(1), m.group(2)) + " of " + month(m.group(3)));
        yearAfter(m.group(4), out);
        return true;
    }

    private String days(String from, String to) {
        return numbers.ordinal(from) + " to " + (numbers.isBritish() ? "the " : "") + numbers.ordinal(to);
    }

    private void yearAfter(@Nullable String year, Spoken out) {
        if (year != null) {
            out.rest();
            out.words(numbers.year(year));
        }
    }

    private static boolean isDay(String day) {
        int number = Integer.parseInt(day);
        return number >= 1 && number <= 31;
    }

    private static String weekday(String abbreviation) {
        return WEEKDAYS.getOrDefault(abbreviation, abbreviation);
    }

    /** An abbreviation whose period may end the sentence as well. After "the" it is a word: the sun. */
    private static boolean ended(String word, Spoken out) {
        if (out.before(0).equals("the")) {
            return false;
        }
        out.words(word);
        out.markIfSentenceEnds();
        return true;
    }

    private static String month(String abbreviation) {
        return MONTHS.stream()
                .filter(m -> m.startsWith(abbreviation))
                .findFirst()
                .orElse(abbreviation);
    }
}
