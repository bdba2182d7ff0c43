package io.parley.agent.dialogue;

import com.ibm.icu.text.DateTimePatternGenerator;
import io.parley.config.SlotSpec;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a slot is dialled on a telephone's keys: digits as they are, a day by two digits for the month, two for the day and
 * four for the year, in the order that the country writes them in.
 *
 * @param slot that the keys answer
 * @param fewest keys that may be enough
 * @param most keys after which nothing more comes
 */
public record Keys(SlotSpec slot, int fewest, int most) {
    private static final int DAY = 8;

    /** Null for a slot that keys cannot answer. */
    static @Nullable Keys of(SlotSpec slot) {
        if (slot instanceof SlotSpec.Digits digits) {
            return new Keys(slot, digits.minLength(), digits.maxLength());
        }
        if (slot instanceof SlotSpec.Code code
                && code.pattern().indexOf('L') < 0
                && code.pattern().indexOf('X') < 0) {
            return new Keys(slot, code.minLength(), code.maxLength());
        }
        return slot instanceof SlotSpec.Date ? new Keys(slot, DAY, DAY) : null;
    }

    /**
     * @param locale tells the order of month and day
     * @return the canonical value, null for keys that make none
     */
    @Nullable
    String value(String dialled, Locale locale) {
        boolean fits = dialled.length() >= fewest
                && dialled.length() <= most
                && dialled.chars().allMatch(Character::isDigit);
        if (!fits) {
            return null;
        }
        if (slot instanceof SlotSpec.Date) {
            return day(dialled, locale);
        }
        return slot instanceof SlotSpec.Code code ? code.written(dialled) : dialled;
    }

    private static @Nullable String day(String dialled, Locale locale) {
        String order = DateTimePatternGenerator.getInstance(locale).getBestPattern("Md");
        boolean monthFirst = order.indexOf('M') < order.indexOf('d');
        int first = Integer.parseInt(dialled.substring(0, 2));
        int second = Integer.parseInt(dialled.substring(2, 4));
        int year = Integer.parseInt(dialled.substring(4));
        try {
            return LocalDate.of(year, monthFirst ? first : second, monthFirst ? second : first)
                    .toString();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
