package io.parley.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of information that a task needs from the caller. Values are kept in their canonical spoken-word form. */
public sealed interface SlotSpec {
    String name();

    /** The question that asks for it; null means a question is made from the name. */
    @Nullable
    String ask();

    /**
     * One of a list.
     *
     * @param values canonical value to synonyms, in the file's order; the value itself is always one of its phrases
     * @param modifiers phrases that may stand before a value and then belong to it: "a bit of" + "soy milk"
     */
    record Choice(String name, @Nullable String ask, Map<String, List<String>> values, List<String> modifiers)
            implements SlotSpec {}

    /** A string of digits, spoken one by one or in groups, or dialled; value such as {@code "40716"}. */
    record Digits(String name, @Nullable String ask, int minLength, int maxLength) implements SlotSpec {}

    /** Value {@code "yes"} or {@code "no"}. */
    record YesNo(String name, @Nullable String ask) implements SlotSpec {}

    /** A sum of money or a count; value as a plain decimal such as {@code "12.50"}. */
    record Amount(
            String name,
            @Nullable String ask,
            BigDecimal min,
            BigDecimal max,
            @Nullable String unit) implements SlotSpec {}

    /** A day; value as ISO 8601 {@code yyyy-MM-dd}, relative words resolved against the call's start. */
    record Date(String name, @Nullable String ask) implements SlotSpec {}

    /** A time of day; value as ISO 8601 {@code HH:mm}. */
    record Time(String name, @Nullable String ask) implements SlotSpec {}
}
