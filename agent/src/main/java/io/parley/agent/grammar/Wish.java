package io.parley.agent.grammar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a caller wants, with what was said for it.
 *
 * @param task task that was named, null where none was
 * @param slots slot to canonical value; where a slot was said twice the last one counts
 * @param partial slot to what was said of a value that is not whole: {@code 4071} of eight digits, {@code --05-12} of a day
 *     whose year is missing
 * @param choices slot to the values of which one was meant: two people of one name
 * @param confidence slot to the probability of just what was said of it, 0 to 1
 */
public record Wish(
        @Nullable String task,
        Map<String, String> slots,
        Map<String, String> partial,
        Map<String, List<String>> choices,
        Map<String, Float> confidence) {
    static final Wish NOTHING = new Wish(null, Map.of(), Map.of(), Map.of(), Map.of());

    /** Whether nothing was said for it. */
    boolean empty() {
        return task == null && confidence.isEmpty();
    }

    Wish scaled(float factor) {
        Map<String, Float> scaled = new LinkedHashMap<>();
        confidence.forEach((slot, sure) -> scaled.put(slot, sure * factor));
        return new Wish(task, slots, partial, choices, scaled);
    }
}
