package io.parley.agent.grammar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tagged words of a day or a time of day. */
final class CalendarWords {
    /** The next 29th of February is up to eight years away. */
    private static final int MOST_STEPS = 9;

    private CalendarWords() {}

    /**
     * The day that the words mean, seen from {@code today}; a day without a year is the next one to come. Null for a day
     * that does not exist.
     */
    static @Nullable LocalDate date(List<String> words, LocalDate today) {
        String first = words.get(0);
        return switch (first) {
            case "today" -> today;
            case "tomorrow" -> today.plusDays(1);
            case "yesterday" -> today.minusDays(1);
            case "overmorrow" -> today.plusDays(2);
            case "in" -> in(words, today);
            default -> weekdayOrDay(words, today);
        };
    }

    private static LocalDate in(List<String> words, LocalDate today) {
        int count = NumberWords.value(words.get(1));
        return words.get(2).startsWith("week") ? today.plusWeeks(count) : today.plusDays(count);
    }

    private static @Nullable LocalDate weekdayOrDay(List<String> words, LocalDate today) {
        int weekday = CalendarPhrases.WEEKDAYS.indexOf(words.get(words.size() - 1));
        if (weekday < 0) {
            return day(words, today);
        }
        DayOfWeek day = DayOfWeek.of(weekday + 1);
        if (words.contains("last")) {
            return today.with(TemporalAdjusters.previous(day));
        }
        // "Next Friday" said before Friday means the one after: people disagree, so the agent says the date back.
        LocalDate coming = today.with(TemporalAdjusters.next(day));
        boolean thisWeek = coming.minusDays(coming.getDayOfWeek().getValue() - 1L)
                .equals(today.minusDays(today.getDayOfWeek().getValue() - 1L));
        return words.contains("next") && thisWeek ? coming.plusWeeks(1) : coming;
    }

    private static @Nullable LocalDate day(List<String> words, LocalDate today) {
        int month = 0;
        int day = 0;
        int year = 0;
        for (String word : words) {
            int m = CalendarPhrases.MONTHS.indexOf(word);
            int d = CalendarPhrases.ORDINALS.indexOf(word);
            if (m >= 0) {
                month = m + 1;
            } else if (d >= 0) {
                day = d + 1;
            } else {
                year = year(word, year);
            }
        }
        return resolve(year, month, day, today);
    }

    private static int year(String word, int soFar) {
        return switch (word) {
            case "nineteen" -> 1900;
            case "twenty", "two thousand" -> 2000;
            default -> soFar + Integer.parseInt(word);
        };
    }

    private static @Nullable LocalDate resolve(int year, int month, int day, LocalDate today) {
        if (year > 0) {
            YearMonth said = YearMonth.of(year, month);
            return said.isValidDay(day) ? said.atDay(day) : null;
        }
        YearMonth coming = month == 0 ? YearMonth.from(today) : YearMonth.of(today.getYear(), month);
        Period step = month == 0 ? Period.ofMonths(1) : Period.ofYears(1);
        for (int i = 0; i < MOST_STEPS; i++) {
            if (coming.isValidDay(day) && !coming.atDay(day).isBefore(today)) {
                return coming.atDay(day);
            }
            coming = coming.plus(step);
        }
        return null;
    }

    /**
     * The time of day. Without morning or evening one to six o'clock is taken as the afternoon, as an office would.
     */
    static LocalTime time(List<String> words) {
        int hour = -1;
        int minute = 0;
        int offset = 0;
        String half = "";
        for (String word : words) {
            switch (word) {
                case "noon" -> hour = 12;
                case "midnight" -> hour = 0;
                case "am", "pm" -> half = word;
                case "past" -> minute += offset;
                case "to" -> minute -= offset;
                default -> {
                    if (word.startsWith(":")) {
                        minute = Integer.parseInt(word.substring(1));
                    } else if (word.startsWith("+")) {
                        offset = Integer.parseInt(word.substring(1));
                    } else {
                        hour = CalendarPhrases.HOURS.indexOf(word) + 1;
                    }
                }
            }
        }
        boolean named = words.contains("noon") || words.contains("midnight");
        int base = named ? hour : twentyFour(hour, half);
        return LocalTime.of(base, 0).plusMinutes(minute);
    }

    private static int twentyFour(int hour, String half) {
        int twelve = hour % 12;
        return switch (half) {
            case "am" -> twelve;
            case "pm" -> twelve + 12;
            default -> hour <= 6 ? hour + 12 : hour;
        };
    }
}
