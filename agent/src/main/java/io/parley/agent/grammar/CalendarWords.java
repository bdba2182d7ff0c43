package io.parley.agent.grammar;

import io.parley.config.SlotSpec.Date.When;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Period;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tagged words of a day or a time of day. */
final class CalendarWords {
    /** The next 29th of February is up to eight years away. */
    private static final int MOST_STEPS = 9;

    private CalendarWords() {}

    /** What a day without its year looks like (ISO 8601:2000, section 5.2.1.3 d). */
    private static final String YEARLESS = "--%02d-%02d";

    /**
     * The day that the words mean, seen from {@code today}, as {@code yyyy-MM-dd}. A day without a year is the next one
     * to come, or, where days of the past are meant, {@code --MM-dd}.
     *
     * @param known a day without its year, to which the words are the year; empty for none
     * @return null for a day that does not exist
     */
    static @Nullable String date(List<String> words, LocalDate today, When when, String known) {
        int slip = words.lastIndexOf(Phrases.AGAIN);
        List<String> said = slip < 0 ? words : merged(words.subList(0, slip), words.subList(slip + 1, words.size()));
        LocalDate day = switch (said.get(0)) {
            case "today" -> today;
            case "tomorrow" -> today.plusDays(1);
            case "yesterday" -> today.minusDays(1);
            case "overmorrow" -> today.plusDays(2);
            case "in" -> in(said, today);
            default -> null;
        };
        if (day != null) {
            return day.toString();
        }
        int weekday = CalendarPhrases.WEEKDAYS.indexOf(said.get(said.size() - 1));
        return weekday >= 0
                ? weekday(said, DayOfWeek.of(weekday + 1), today, when).toString()
                : day(said, today, when, known);
    }

    /** "June third, no, the fifth" keeps the month; "… no, July fifth" nothing. */
    private static List<String> merged(List<String> before, List<String> after) {
        boolean whole = after.stream().noneMatch(CalendarPhrases.ORDINALS::contains)
                || after.stream().anyMatch(CalendarPhrases.MONTHS::contains);
        if (whole) {
            return after;
        }
        List<String> all = new ArrayList<>(before);
        all.removeIf(word -> word.equals(Phrases.AGAIN) || CalendarPhrases.ORDINALS.contains(word));
        all.addAll(after);
        return all;
    }

    private static LocalDate in(List<String> words, LocalDate today) {
        int count = NumberWords.value(words.get(1));
        return words.get(2).startsWith("week") ? today.plusWeeks(count) : today.plusDays(count);
    }

    private static LocalDate weekday(List<String> words, DayOfWeek day, LocalDate today, When when) {
        if (words.contains("last") || when == When.PAST) {
            return today.with(TemporalAdjusters.previous(day));
        }
        // "Next Friday" said before Friday means the one after: people disagree, so the agent says the date back.
        LocalDate coming = today.with(TemporalAdjusters.next(day));
        boolean thisWeek = coming.minusDays(coming.getDayOfWeek().getValue() - 1L)
                .equals(today.minusDays(today.getDayOfWeek().getValue() - 1L));
        return words.contains("next") && thisWeek ? coming.plusWeeks(1) : coming;
    }

    private static @Nullable String day(List<String> words, LocalDate today, When when, String known) {
        int month = known.isEmpty() ? 0 : Integer.parseInt(known.substring(2, 4));
        int day = known.isEmpty() ? 0 : Integer.parseInt(known.substring(5, 7));
        int year = 0;
        for (String word : words) {
            int m = CalendarPhrases.MONTHS.indexOf(word);
            int d = CalendarPhrases.ORDINALS.indexOf(word);
            if (m >= 0) {
                month = m + 1;
            } else if (d >= 0) {
                day = d + 1;
            } else if (word.startsWith(CalendarPhrases.SHORT_YEAR)) {
                year = shortYear(Integer.parseInt(word.substring(1)), today);
            } else {
                year = year(word, year);
            }
        }
        if (day == 0) {
            // A year alone, and no day that it belongs to.
            return null;
        }
        if (when == When.PAST && year == 0) {
            boolean exists = month > 0 && Month.of(month).maxLength() >= day;
            return exists ? YEARLESS.formatted(month, day) : null;
        }
        LocalDate resolved = resolve(year, month, day, today);
        return resolved == null || when == When.PAST && resolved.isAfter(today) ? null : resolved.toString();
    }

    /** The latest year that ends so. */
    private static int shortYear(int digits, LocalDate today) {
        int century = today.getYear() - today.getYear() % 100;
        return century + digits <= today.getYear() ? century + digits : century - 100 + digits;
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
            if (month == 0) {
                return null;
            }
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
    static LocalTime time(List<String> all) {
        List<String> words = all.subList(all.lastIndexOf(Phrases.AGAIN) + 1, all.size());
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
