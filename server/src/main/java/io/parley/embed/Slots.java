package io.parley.embed;

import io.parley.config.SlotSpec;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of values that callers give, as {@code docs/agents.md} describes them. */
public final class Slots {
    private Slots() {}

    /** One of these; the value is the one that was said, as it is written here. */
    public static SlotForm choice(String... values) {
        return choice(alone(values));
    }

    /** @param values each value, and what else callers call it */
    public static SlotForm choice(Map<String, List<String>> values) {
        return (name, ask) -> new SlotSpec.Choice(name, ask, values, List.of());
    }

    /** A person, a place or a product, by any part of its name. */
    public static SlotForm name(String... values) {
        return name(alone(values));
    }

    /** @param values each name, and what else callers call it */
    public static SlotForm name(Map<String, List<String>> values) {
        return (name, ask) -> new SlotSpec.Name(name, ask, values);
    }

    /** A string of so many digits, spoken or dialled; value such as {@code "40716"}. */
    public static SlotForm digits(int length) {
        return digits(length, length);
    }

    public static SlotForm digits(int minLength, int maxLength) {
        return (name, ask) -> new SlotSpec.Digits(name, ask, minLength, maxLength);
    }

    /** @param pattern {@code L} a letter, {@code D} a digit, {@code X} either; what else is in it is not said: {@code LL-DDDD} */
    public static SlotForm code(String pattern) {
        return (name, ask) -> SlotSpec.Code.ofPattern(name, ask, pattern);
    }

    /** Value {@code "yes"} or {@code "no"}. */
    public static SlotForm yesNo() {
        return SlotSpec.YesNo::new;
    }

    /** A count, or a sum of money; value as a plain decimal. */
    public static SlotForm amount(BigDecimal min, BigDecimal max) {
        return amount(min, max, null);
    }

    /** @param unit what callers may say after the number, such as {@code dollars} */
    public static SlotForm amount(BigDecimal min, BigDecimal max, @Nullable String unit) {
        return (name, ask) -> new SlotSpec.Amount(name, ask, min, max, unit);
    }

    /** A day from today on; value {@code yyyy-MM-dd}. */
    public static SlotForm date() {
        return (name, ask) -> new SlotSpec.Date(name, ask, SlotSpec.Date.When.FUTURE);
    }

    /** A day that is over, such as a date of birth; value {@code yyyy-MM-dd}. */
    public static SlotForm pastDate() {
        return (name, ask) -> new SlotSpec.Date(name, ask, SlotSpec.Date.When.PAST);
    }

    /** A time of day; value {@code HH:mm}. */
    public static SlotForm time() {
        return SlotSpec.Time::new;
    }

    private static Map<String, List<String>> alone(String... values) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (String value : values) {
            map.put(value, List.of());
        }
        return map;
    }
}
