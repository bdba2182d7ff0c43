package io.parley.agent.voice;

import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Times of day. In America 14:30 is two thirty PM, in Britain fourteen thirty. */
final class TimeRules {
    private static final String MERIDIEM = "(?:\\s?([AaPp])(?:\\.\\s?[Mm]\\.|[Mm](?![\\p{Alnum}])))";

    private final Numbers numbers;

    TimeRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.when("(\\d{1,2}):(\\d{2})(?::\\d{2})?" + MERIDIEM + "?(?!\\d)", this::time),
                Rule.when("(\\d{1,2})\\.(\\d{2})" + MERIDIEM, this::time),
                Rule.when(
                        "(?<=\\d)T(\\d{2}):(\\d{2})(?::\\d{2})?(?:\\.\\d+)?(Z|[+-]\\d{2}:?\\d{2})?(?!\\d)",
                        this::timestamp),
                Rule.of(
                        "(\\d{1,2})\\s?[-\u2013]\\s?(?=\\d{1,2}(?::\\d{2})?" + MERIDIEM + ")",
                        (m, out) -> out.words(numbers.cardinal(m.group(1)) + " to")),
                Rule.when("(\\d{1,2})" + MERIDIEM, this::hour));
    }

    private boolean time(MatchResult m, Spoken out) {
        if (!isTime(m.group(1), m.group(2))) {
            return false;
        }
        say(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), m.group(3), out);
        if (m.group().endsWith(".")) {
            out.markIfSentenceEnds();
        }
        return true;
    }

    /** The T14:30Z of an API's date. */
    private boolean timestamp(MatchResult m, Spoken out) {
        if (!isTime(m.group(1), m.group(2))) {
            return false;
        }
        out.mark(',');
        say(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), null, out);
        if ("Z".equals(m.group(3))) {
            out.initialism("UTC");
        }
        return true;
    }

    private static boolean isTime(String hour, String minute) {
        return Integer.parseInt(hour) <= 23 && Integer.parseInt(minute) <= 59;
    }

    private void say(int hour, int minute, @Nullable String half, Spoken out) {
        if (half == null && numbers.isBritish() && hour > 12) {
            out.words(cardinal(hour) + " " + (minute == 0 ? "hundred" : minutes(minute)));
            return;
        }
        if (half == null && hour == 0 && minute == 0) {
            out.words("midnight");
            return;
        }
        String shown = half == null && (hour > 12 || hour == 0) ? hour > 12 ? "P" : "A" : half;
        out.words(cardinal(hour % 12 == 0 ? 12 : hour % 12));
        if (minute > 0 || shown == null) {
            out.words(minute == 0 ? "o'clock" : minutes(minute));
        }
        meridiem(shown, out);
    }

    private String minutes(int minute) {
        return (minute < 10 ? "oh " : "") + cardinal(minute);
    }

    private String cardinal(int number) {
        return numbers.cardinal(String.valueOf(number));
    }

    private boolean hour(MatchResult m, Spoken out) {
        int hour = Integer.parseInt(m.group(1));
        if (hour < 1 || hour > 12) {
            return false;
        }
        out.words(cardinal(hour));
        meridiem(m.group(2), out);
        if (m.group().endsWith(".")) {
            out.markIfSentenceEnds();
        }
        return true;
    }

    private static void meridiem(@Nullable String half, Spoken out) {
        if (half != null) {
            out.initialism(half.equalsIgnoreCase("a") ? "AM" : "PM");
        }
    }
}
