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
            implements SlotSpec {
        public static final int MAX_VALUES = 2000;
        public static final int MAX_SYNONYMS = 50;
        public static final int MAX_MODIFIERS = 50;

        public Choice {
            values = SlotRules.tidy(values);
            modifiers = modifiers.stream().map(Words::tidy).toList();
            Rules rules = SlotRules.common(name, ask);
            SlotRules.values(rules, values);
            SlotRules.modifiers(rules, modifiers);
            rules.check();
        }
    }

    /** A string of digits, spoken one by one or in groups, or dialled; value such as {@code "40716"}. */
    record Digits(String name, @Nullable String ask, int minLength, int maxLength) implements SlotSpec {
        public static final int MAX_LENGTH = 32;

        public Digits {
            SlotRules.common(name, ask)
                    .require(
                            minLength >= 1 && minLength <= maxLength && maxLength <= MAX_LENGTH,
                            "length",
                            minLength == maxLength ? minLength : minLength + "-" + maxLength,
                            "a number of digits such as 4, or a range such as 4-8, from 1 to " + MAX_LENGTH)
                    .check();
        }
    }

    /**
     * Letters and digits, spelled ("A as in alpha, double five"); value such as {@code "AB-1234"}, in upper case.
     *
     * @param pattern what stands in each place: {@code L} a letter, {@code D} a digit, {@code X} either; every other
     *     character belongs to the value and is not said
     * @param minLength fewest letters and digits; the pattern's number of places where it is not open
     */
    record Code(String name, @Nullable String ask, String pattern, int minLength) implements SlotSpec {
        public static final int MAX_PLACES = 32;
        private static final String PLACES = "LDX";

        public Code {
            int places = places(pattern);
            boolean fits = pattern.matches("[LDX]([LDX ./-]*[LDX])?") && places <= MAX_PLACES;
            SlotRules.common(name, ask)
                    .require(
                            fits,
                            "pattern",
                            pattern,
                            "a place each: L for a letter, D for a digit, X for either, such as LL-DDDD; at most "
                                    + MAX_PLACES + " of them")
                    .require(
                            !fits || minLength >= 1 && minLength <= places,
                            "length",
                            minLength,
                            "a number such as 6, or a range such as 4-8, from 1 to " + MAX_PLACES)
                    .check();
        }

        /** A code all of whose places are filled. */
        public static Code ofPattern(String name, @Nullable String ask, String pattern) {
            return new Code(name, ask, pattern, Math.max(1, places(pattern)));
        }

        /** A code without a pattern. */
        public static Code ofLength(String name, @Nullable String ask, int min, int max) {
            return new Code(name, ask, "X".repeat(max), min);
        }

        private static int places(String pattern) {
            return (int) pattern.chars().filter(c -> PLACES.indexOf(c) >= 0).count();
        }

        /** Most letters and digits. */
        public int maxLength() {
            return places(pattern);
        }

        /** What may stand in a place, counted from 0: {@code 'L'}, {@code 'D'} or {@code 'X'}. */
        public char place(int at) {
            return pattern.replaceAll("[^LDX]", "").charAt(at);
        }

        /** The value for the letters and digits that were said: with the pattern's hyphens and blanks. */
        public String written(String symbols) {
            StringBuilder value = new StringBuilder();
            int said = 0;
            for (int i = 0; i < pattern.length() && said < symbols.length(); i++) {
                value.append(PLACES.indexOf(pattern.charAt(i)) >= 0 ? symbols.charAt(said++) : pattern.charAt(i));
            }
            return value.toString();
        }
    }

    /**
     * A person, a place or a product of a list, by any part of its name; values as the list has them.
     *
     * @param values name to what else it is called. Two names may share a part: then the caller is asked which is meant
     */
    record Name(String name, @Nullable String ask, Map<String, List<String>> values) implements SlotSpec {
        public Name {
            values = SlotRules.tidy(values);
            Rules rules = SlotRules.common(name, ask);
            SlotRules.names(rules, values);
            rules.check();
        }
    }

    /** Value {@code "yes"} or {@code "no"}. */
    record YesNo(String name, @Nullable String ask) implements SlotSpec {
        public YesNo {
            SlotRules.common(name, ask).check();
        }
    }

    /** A sum of money or a count; value as a plain decimal such as {@code "12.50"}. */
    record Amount(
            String name,
            @Nullable String ask,
            BigDecimal min,
            BigDecimal max,
            @Nullable String unit) implements SlotSpec {
        public Amount {
            unit = unit == null ? null : Words.tidy(unit);
            Rules rules = SlotRules.common(name, ask)
                    .require(
                            min.compareTo(max) < 0,
                            "max",
                            max.toPlainString(),
                            "more than min, " + min.toPlainString());
            if (unit != null) {
                Words.phrase(rules, "unit", unit);
            }
            rules.check();
        }
    }

    /**
     * A day; value as ISO 8601 {@code yyyy-MM-dd}, relative words resolved against the call's start.
     *
     * @param when which day is meant where no year was said: the next one, or, as with a date of birth, one that the year
     *     has to be asked for
     */
    record Date(String name, @Nullable String ask, When when) implements SlotSpec {
        public enum When {
            FUTURE,
            PAST
        }

        public Date {
            SlotRules.common(name, ask).check();
        }
    }

    /**
     * Free text, taken down word by word, only where it has been asked for; value in lower case, without punctuation.
     * What a caller says: untrusted.
     *
     * @param maxSeconds the longest that is taken down
     */
    record Text(String name, @Nullable String ask, int maxSeconds) implements SlotSpec {
        public static final int DEFAULT_SECONDS = 30;
        public static final int MAX_SECONDS = 60;
        /** What is longer is cut at a word. */
        public static final int MAX_CHARACTERS = 1_000;

        public Text {
            SlotRules.common(name, ask)
                    .require(
                            maxSeconds >= 1 && maxSeconds <= MAX_SECONDS,
                            "max-seconds",
                            maxSeconds,
                            "a number of seconds from 1 to " + MAX_SECONDS)
                    .check();
        }
    }

    /** A time of day; value as ISO 8601 {@code HH:mm}. */
    record Time(String name, @Nullable String ask) implements SlotSpec {
        public Time {
            SlotRules.common(name, ask).check();
        }
    }
}
