package io.parley.agent.voice;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of SSML's attributes: rates, pitches, volumes and times (SSML 1.1, 3.2.3 and 3.2.4). Empty for what is none. */
final class MarkupValues {
    static final double SLOWEST = 0.5;
    static final double FASTEST = 2;
    static final double LOWEST = 0.5;
    static final double HIGHEST = 2;
    /** Decibels. */
    static final double SILENT = -60;

    static final double LOUDEST = 12;
    /** Milliseconds; nobody waits longer on the telephone. */
    static final int LONGEST_PAUSE = 10_000;

    private static final Map<String, Double> RATES =
            Map.of("x-slow", 0.6, "slow", 0.8, "medium", 1.0, "default", 1.0, "fast", 1.2, "x-fast", 1.45);
    private static final Map<String, Double> PITCHES =
            Map.of("x-low", 0.75, "low", 0.87, "medium", 1.0, "default", 1.0, "high", 1.15, "x-high", 1.33);
    private static final Map<String, Double> VOLUMES = Map.of(
            "silent", SILENT, "x-soft", -12.0, "soft", -6.0, "medium", 0.0, "default", 0.0, "loud", 4.0, "x-loud", 8.0);
    private static final Map<String, Integer> STRENGTHS =
            Map.of("none", 0, "x-weak", 100, "weak", 200, "medium", 400, "strong", 700, "x-strong", 1_000);

    private static final String NUMBER = "([+-]?)(\\d{1,6}(?:\\.\\d{1,6})?|\\.\\d{1,6})";
    private static final Pattern PERCENT = Pattern.compile(NUMBER + "%");
    private static final Pattern FACTOR = Pattern.compile("()(\\d{1,3}(?:\\.\\d{1,6})?|\\.\\d{1,6})");
    private static final Pattern SEMITONES = Pattern.compile(NUMBER + "st", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIBELS = Pattern.compile(NUMBER + "db", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("(\\+?)(\\d{1,7}(?:\\.\\d{1,6})?|\\.\\d{1,6})(ms|s)");

    private MarkupValues() {}

    /** {@code 80%} of the speed, {@code +10%} more, {@code 1.2} times, or a word: a factor, not yet clamped. */
    static OptionalDouble rate(String written) {
        OptionalDouble known = word(RATES, written);
        return known.isPresent() ? known : first(percent(written, true), number(FACTOR, written));
    }

    /** {@code +2st}, {@code -10%} or a word: a factor. A pitch in hertz is none: each speaker has another. */
    static OptionalDouble pitch(String written) {
        OptionalDouble known = word(PITCHES, written);
        if (known.isPresent()) {
            return known;
        }
        OptionalDouble semitones = number(SEMITONES, written);
        return semitones.isPresent()
                ? OptionalDouble.of(Math.pow(2, semitones.getAsDouble() / 12))
                : percent(written, false);
    }

    /** {@code -6dB} or a word: decibels more. */
    static OptionalDouble volume(String written) {
        return first(word(VOLUMES, written), number(DECIBELS, written));
    }

    /** {@code 300ms}, {@code 1.5s}: milliseconds. */
    static OptionalInt time(String written) {
        Matcher time = TIME.matcher(written.strip());
        if (!time.matches()) {
            return OptionalInt.empty();
        }
        double millis = Double.parseDouble(time.group(2)) * (time.group(3).equals("s") ? 1_000 : 1);
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Math.round(millis)));
    }

    /** {@code none} to {@code x-strong}: milliseconds. */
    static OptionalInt strength(String written) {
        Integer millis = STRENGTHS.get(written.strip());
        return millis == null ? OptionalInt.empty() : OptionalInt.of(millis);
    }

    /** With a sign it is a change. Without one it is a share of the whole for a rate, else a change too. */
    private static OptionalDouble percent(String written, boolean share) {
        Matcher percent = PERCENT.matcher(written.strip());
        OptionalDouble value = number(PERCENT, written);
        if (!percent.matches() || value.isEmpty()) {
            return OptionalDouble.empty();
        }
        boolean whole = share && percent.group(1).isEmpty();
        return OptionalDouble.of((whole ? 0 : 1) + value.getAsDouble() / 100);
    }

    private static OptionalDouble word(Map<String, Double> words, String written) {
        Double value = words.get(written.strip().toLowerCase(Locale.ROOT));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static OptionalDouble number(Pattern form, String written) {
        Matcher number = form.matcher(written.strip());
        if (!number.matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(number.group(2));
        return OptionalDouble.of(number.group(1).equals("-") ? -value : value);
    }

    private static OptionalDouble first(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() ? one : other;
    }

    static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
