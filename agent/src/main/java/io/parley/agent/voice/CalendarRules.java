package io.parley.agent.voice;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Dates and times of day, as Americans write them. */
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
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?(?![\\p{Alnum}:])";
    private static final String YEAR = "(?:,?\\s(\\d{4})(?!\\d))?";
    private static final String MERIDIEM = "(?:\\s?([AaPp])(?:\\.\\s?[Mm]\\.|[Mm](?![\\p{Alnum}])))";

    private static final String WEEKDAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:(?<=Tue)s|(?<=Thu)rs?)?";
    private static final Map<String, String> WEEKDAYS = Written.of("weekday");

    private final Numbers numbers;

    CalendarRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.when(
                        "(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])",
                        (m, out) -> date(m.group(2), m.group(3), m.group(1), out)),
                Rule.when(
                        "(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})(?![\\d/])",
                        (m, out) -> date(m.group(1), m.group(2), year(m.group(3)), out)),
                Rule.when("(\\d{1,2})/(\\d{1,2})(?![\\d/])", this::monthDayInFigures),
                Rule.when(MONTH + "\\s" + DAY + YEAR, (m, out) -> monthDay(m, out)),
                Rule.of(
                        MONTH + "\\s(\\d{4})(?!\\d)",
                        (m, out) -> out.words(month(m.group(1)) + " " + numbers.year(m.group(2)))),
                Rule.when(DAY + "\\s(?:of\\s)?" + MONTH + YEAR, (m, out) -> dayMonth(m, out)),
                Rule.of(
                        WEEKDAY + "\\.?\\s?[-\u2013]\\s?" + WEEKDAY + "(?!\\p{L})",
                        (m, out) -> out.words(weekday(m.group(1)) + " to " + weekday(m.group(2)))),
                Rule.of(WEEKDAY + "\\.?(?=,?\\s(?:\\d|" + MONTH + "))", (m, out) -> out.words(weekday(m.group(1)))),
                Rule.when(WEEKDAY + "\\.", (m, out) -> ended(weekday(m.group(1)), out)),
                Rule.when(MONTH + "(?<=\\.)", (m, out) -> ended(month(m.group(1)), out)),
                Rule.when("(\\d{1,2}):(\\d{2})(?::\\d{2})?" + MERIDIEM + "?(?!\\d)", (m, out) -> time(m, out)),
                Rule.when("(\\d{1,2})" + MERIDIEM, (m, out) -> hour(m, out)));
    }

    private boolean date(String month, String day, String year, Spoken out) {
        int number = Integer.parseInt(month);
        if (number < 1 || number > MONTHS.size() || !isDay(day)) {
            return false;
        }
        out.words(MONTHS.get(number - 1) + " " + numbers.ordinal(day));
        out.rest();
        out.words(numbers.year(year));
        return true;
    }

    /** 6/3 is June third where it cannot be a part, such as 3/4. */
    private boolean monthDayInFigures(MatchResult m, Spoken out) {
        int month = Integer.parseInt(m.group(1));
        int day = Integer.parseInt(m.group(2));
        boolean part = month < day && NumberRules.isDenominator(m.group(2));
        if (part || month < 1 || month > MONTHS.size() || !isDay(m.group(2))) {
            return false;
        }
        out.words(MONTHS.get(month - 1) + " " + numbers.ordinal(m.group(2)));
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
        out.words(month(m.group(1)) + " " + numbers.ordinal(m.group(2)));
        yearAfter(m.group(3), out);
        return true;
    }

    private boolean dayMonth(MatchResult m, Spoken out) {
        if (!isDay(m.group(1))) {
            return false;
        }
        out.words(
                (out.before(0).equals("the") ? "" : "the ") + numbers.ordinal(m.group(1)) + " of " + month(m.group(2)));
        yearAfter(m.group(3), out);
        return true;
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

    private boolean time(MatchResult m, Spoken out) {
        int hour = Integer.parseInt(m.group(1));
        int minute = Integer.parseInt(m.group(2));
        if (hour > 23 || minute > 59) {
            return false;
        }
        String half = m.group(3);
        if (half == null && (hour > 12 || hour == 0)) {
            half = hour > 12 ? "P" : "A";
        }
        out.words(numbers.cardinal(String.valueOf(hour % 12 == 0 ? 12 : hour % 12)));
        if (minute == 0) {
            out.words(half == null ? "o'clock" : "");
        } else {
            out.words((minute < 10 ? "oh " : "") + numbers.cardinal(String.valueOf(minute)));
        }
        meridiem(half, m, out);
        return true;
    }

    private boolean hour(MatchResult m, Spoken out) {
        int hour = Integer.parseInt(m.group(1));
        if (hour < 1 || hour > 12) {
            return false;
        }
        out.words(numbers.cardinal(m.group(1)));
        meridiem(m.group(2), m, out);
        return true;
    }

    private static void meridiem(@Nullable String half, MatchResult m, Spoken out) {
        if (half != null) {
            out.initialism(half.equalsIgnoreCase("a") ? "AM" : "PM");
            if (m.group().endsWith(".")) {
                out.markIfSentenceEnds();
            }
        }
    }
}
