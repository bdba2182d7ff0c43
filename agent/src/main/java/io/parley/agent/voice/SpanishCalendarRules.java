package io.parley.agent.voice;

import io.parley.agent.voice.SpanishNumbers.Gender;
import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Dates, day before month, and times of day in Spanish. */
final class SpanishCalendarRules {
    static final List<String> MONTHS = List.of(
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre");
    private static final String HALF = "(?:\\s?([AaPp])\\.?\\s?[Mm](?!\\p{L})\\.?)";

    private final SpanishNumbers numbers;

    SpanishCalendarRules(SpanishNumbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.when(
                        "(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])",
                        (m, out) -> date(m.group(3), m.group(2), m.group(1), out)),
                Rule.when(
                        "(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})(?![\\d/])",
                        (m, out) -> date(m.group(1), m.group(2), year(m.group(3)), out)),
                Rule.when(
                        "(\\d{1,2})/(\\d{1,2})(?![\\d/])",
                        (m, out) -> !m.group().matches("[123]/[234]") && date(m.group(1), m.group(2), "", out)),
                Rule.of(
                        "1(?=\\sde\\s(?:" + String.join("|", MONTHS) + ")(?!\\p{L}))",
                        (m, out) -> out.words("primero")),
                Rule.when("(\\d{1,2}):(\\d{2})(?::\\d{2})?(?!\\d)" + HALF + "?", this::time),
                Rule.when("(\\d{1,2})" + HALF, this::hour));
    }

    private static String year(String year) {
        return year.length() == 4 ? year : (Integer.parseInt(year) < 50 ? "20" : "19") + year;
    }

    private boolean date(String day, String month, String year, Spoken out) {
        int d = Integer.parseInt(day);
        int m = Integer.parseInt(month);
        if (d < 1 || d > 31 || m < 1 || m > MONTHS.size()) {
            return false;
        }
        out.words((d == 1 ? "primero" : numbers.cardinal(day, Gender.NONE)) + " de " + MONTHS.get(m - 1)
                + (year.isEmpty() ? "" : " de " + numbers.cardinal(year, Gender.NONE)));
        return true;
    }

    private boolean time(MatchResult m, Spoken out) {
        int hour = Integer.parseInt(m.group(1));
        int minute = Integer.parseInt(m.group(2));
        if (hour > 23 || minute > 59) {
            return false;
        }
        String half = m.group(3);
        boolean twelve = half != null || hour >= 1 && hour <= 12;
        int shown = half != null && hour % 12 == 0 ? 12 : half != null ? hour % 12 : hour;
        out.words(numbers.cardinal(String.valueOf(shown), Gender.FEMININE));
        if (minute == 0) {
            out.words(half != null ? "" : twelve ? "en punto" : "horas");
        } else if (twelve) {
            out.words("y " + (minute == 15 ? "cuarto" : minute == 30 ? "media" : minutes(m.group(2))));
        } else {
            out.words((minute < 10 ? "cero " : "") + minutes(m.group(2)));
        }
        dayPart(half, hour, m, out);
        return true;
    }

    private String minutes(String digits) {
        return numbers.cardinal(digits, Gender.NONE);
    }

    private boolean hour(MatchResult m, Spoken out) {
        int hour = Integer.parseInt(m.group(1));
        if (hour < 1 || hour > 12) {
            return false;
        }
        out.words(numbers.cardinal(m.group(1), Gender.FEMININE));
        dayPart(m.group(2), hour, m, out);
        return true;
    }

    private static void dayPart(@Nullable String half, int hour, MatchResult m, Spoken out) {
        if (half == null) {
            return;
        }
        boolean noon = hour % 12 == 0;
        out.words(
                half.equalsIgnoreCase("a")
                        ? noon ? "de la noche" : "de la mañana"
                        : noon ? "del mediodía" : hour % 12 < 8 ? "de la tarde" : "de la noche");
        if (m.group().endsWith(".")) {
            out.markIfSentenceEnds();
        }
    }
}
