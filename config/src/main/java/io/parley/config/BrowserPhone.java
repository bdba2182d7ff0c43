package io.parley.config;

import java.util.List;
import java.util.Optional;

/**
 * Which numbers can be called from a browser ({@code http.phone}).
 *
 * @param all every number that somebody answers
 * @param numbers those alone, as they would be dialled
 */
public record BrowserPhone(boolean all, List<String> numbers) {
    public static final BrowserPhone ALL = new BrowserPhone(true, List.of());
    /** There is no phone. */
    public static final BrowserPhone NONE = new BrowserPhone(false, List.of());

    static final int MOST_NUMBERS = 1_000;
    static final String EXPECTED = "auto, all, none, or a list of numbers such as [coffee, bank]";

    public BrowserPhone {
        numbers = List.copyOf(numbers);
        new Rules()
                .require(
                        numbers.size() <= MOST_NUMBERS, "phone", numbers.size(), "at most " + MOST_NUMBERS + " numbers")
                .require(
                        numbers.stream().allMatch(Numbers::isExact),
                        "phone",
                        numbers,
                        Numbers.EXPECTED + " in each place")
                .check();
    }

    public boolean isThere() {
        return all || !numbers.isEmpty();
    }

    /**
     * What has been dialled, without parameters; empty where that is no number, or none that can be called from a browser.
     *
     * @param text untrusted
     */
    public Optional<String> dialled(String text) {
        String number = Numbers.withoutParameters(text);
        return Numbers.isExact(number) && allows(number) ? Optional.of(number) : Optional.empty();
    }

    /** @param number untrusted */
    public boolean allows(String number) {
        return all || numbers.stream().anyMatch(one -> Numbers.normalise(one).equals(Numbers.normalise(number)));
    }
}
