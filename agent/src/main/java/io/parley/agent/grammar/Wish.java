package io.parley.agent.grammar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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
 * @param share slot to the share of all meanings the grammar allows that agree on it: what the confidence is made of
 */
public record Wish(
        @Nullable String task,
        Map<String, String> slots,
        Map<String, String> partial,
        Map<String, List<String>> choices,
        Map<String, Float> confidence,
        Map<String, Float> share) {
    static final Wish NOTHING = new Wish(null, Map.of(), Map.of(), Map.of(), Map.of());

    /** One whose confidence is all that is known of it. */
    public Wish(
            @Nullable String task,
            Map<String, String> slots,
            Map<String, String> partial,
            Map<String, List<String>> choices,
            Map<String, Float> confidence) {
        this(task, slots, partial, choices, confidence, confidence);
    }

    /** Whether nothing was said for it. */
    boolean empty() {
        return task == null && confidence.isEmpty();
    }

    Wish sure(UnaryOperator<Float> of) {
        Map<String, Float> scaled = new LinkedHashMap<>();
        confidence.forEach((slot, before) -> scaled.put(slot, of.apply(before)));
        return new Wish(task, slots, partial, choices, scaled, share);
    }
}
