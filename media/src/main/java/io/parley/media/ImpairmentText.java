package io.parley.media;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@link Impairments} as people write them: {@code loss=3%,jitter=40ms}, with {@code in:} or {@code out:} before. */
final class ImpairmentText {
    private static final Pattern DIRECTION = Pattern.compile("(?:(in|out):)?(.*)", Pattern.DOTALL);
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,4})?)%");
    private static final Pattern MILLIS = Pattern.compile("([0-9]{1,5})ms");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,4})?");
    private static final String KEYS = "loss, burst, delay, jitter, reorder, duplicate or seed";

    private double loss;
    private double burst = 1;
    private Duration delay = Duration.ZERO;
    private Duration jitter = Duration.ZERO;
    private double reorder;
    private double duplicate;
    private long seed;

    private ImpairmentText(long seed) {
        this.seed = seed;
    }

    /** What {@code text} says, of its direction, in addition to {@code before}. */
    static Impairments add(Impairments before, String text) {
        Matcher form = DIRECTION.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("found '" + text + "', expected key=value");
        }
        ImpairmentText read = new ImpairmentText(before.seed());
        for (String pair : form.group(2).split(",", -1)) {
            read.pair(pair.strip());
        }
        Impairments.Path path =
                new Impairments.Path(read.loss, read.burst, read.delay, read.jitter, read.reorder, read.duplicate);
        boolean in = !"out".equals(form.group(1));
        boolean out = !"in".equals(form.group(1));
        return new Impairments(in ? path : before.incoming(), out ? path : before.outgoing(), read.seed);
    }

    private void pair(String pair) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        switch (key) {
            case "loss" -> loss = share(key, value);
            case "burst" -> burst = number(key, value);
            case "delay" -> delay = millis(key, value);
            case "jitter" -> jitter = millis(key, value);
            case "reorder" -> reorder = share(key, value);
            case "duplicate" -> duplicate = share(key, value);
            case "seed" -> seed = (long) number(key, value);
            default -> throw new IllegalArgumentException("found '" + pair + "', expected " + KEYS);
        }
    }

    private static double share(String key, String value) {
        return Double.parseDouble(match(SHARE, key, value, "a share such as 3%")) / 100;
    }

    private static Duration millis(String key, String value) {
        return Duration.ofMillis(Long.parseLong(match(MILLIS, key, value, "milliseconds such as 40ms")));
    }

    private static double number(String key, String value) {
        Matcher form = NUMBER.matcher(value);
        if (!form.matches()) {
            throw new IllegalArgumentException(key + ": found '" + value + "', expected a number such as 3");
        }
        return Double.parseDouble(value);
    }

    private static String match(Pattern pattern, String key, String value, String expected) {
        Matcher form = pattern.matcher(value);
        if (!form.matches()) {
            throw new IllegalArgumentException(key + ": found '" + value + "', expected " + expected);
        }
        return form.group(1);
    }
}
