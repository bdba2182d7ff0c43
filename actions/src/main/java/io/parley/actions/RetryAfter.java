package io.parley.actions;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Retry-After field, <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110 10.2.3</a>. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /**
     * @param date the answer's Date field: a date is measured against the sender's clock, not ours
     * @return null when there is no usable value
     */
    static @Nullable Duration parse(@Nullable String value, @Nullable String date) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Duration wait = date == null ? null : Duration.between(time(date.strip()), time(text));
            return wait == null || wait.isNegative() ? null : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ZonedDateTime time(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
