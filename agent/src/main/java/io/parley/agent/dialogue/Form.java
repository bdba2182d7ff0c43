package io.parley.agent.dialogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has been learnt for a task. Immutable.
 *
 * @param task its name, null before the caller has named one
 * @param values slot to canonical value
 * @param confidence of each value, and of what has been said of one that is not whole, 0 to 1
 * @param confirmed the values the caller confirmed, or null
 * @param partial slot to what has been said of a value that is not whole
 * @param choices slot to the values of which the caller meant one
 */
public record Form(
        @Nullable String task,
        Map<String, String> values,
        Map<String, Float> confidence,
        @Nullable Map<String, String> confirmed,
        Map<String, String> partial,
        Map<String, List<String>> choices) {
    static final Form EMPTY = new Form(null, Map.of(), Map.of(), null, Map.of(), Map.of());

    static Form of(@Nullable String task) {
        return EMPTY.task(task);
    }

    Form task(@Nullable String name) {
        return new Form(name, values, confidence, confirmed, partial, choices);
    }

    /**
     * With one value more, or another one; what was confirmed before no longer counts. A value that was said in parts is no
     * surer than the least sure of them.
     */
    Form with(String slot, String value, float sure) {
        return new Form(
                task,
                plus(values, slot, value),
                plus(confidence, slot, Math.min(sure, sureSoFar(slot, value))),
                null,
                minus(partial, slot),
                minus(choices, slot));
    }

    /** Confidence of the part that a value goes on from; 1 where it begins anew. */
    private float sureSoFar(String slot, String value) {
        String part = symbols(partial.getOrDefault(slot, ""));
        return !part.isEmpty() && symbols(value).contains(part) ? confidence.getOrDefault(slot, 1f) : 1;
    }

    private static String symbols(String value) {
        return value.replaceAll("[^A-Za-z0-9]", "");
    }

    /** Without a slot's value, which will be asked for again. */
    Form without(String slot) {
        return new Form(
                task, minus(values, slot), minus(confidence, slot), null, minus(partial, slot), minus(choices, slot));
    }

    /** The slot has been said in part, as surely as this. */
    Form partly(String slot, String said, float sure) {
        return new Form(
                task,
                minus(values, slot),
                plus(confidence, slot, Math.min(sure, sureSoFar(slot, said))),
                null,
                plus(partial, slot, said),
                minus(choices, slot));
    }

    /** The slot has one of these values. */
    Form oneOf(String slot, List<String> values_) {
        return new Form(
                task,
                minus(values, slot),
                minus(confidence, slot),
                null,
                minus(partial, slot),
                plus(choices, slot, values_));
    }

    /** The caller has agreed to the values so far, one by one. */
    Form sure() {
        Map<String, Float> sureness = new LinkedHashMap<>(confidence);
        sureness.replaceAll((slot, before) -> 1f);
        return new Form(task, values, Collections.unmodifiableMap(sureness), confirmed, partial, choices);
    }

    Form confirm() {
        return new Form(task, values, confidence, values, partial, choices);
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        Map<String, V> all = new LinkedHashMap<>(map);
        all.put(key, value);
        return Collections.unmodifiableMap(all);
    }

    private static <V> Map<String, V> minus(Map<String, V> map, String key) {
        if (!map.containsKey(key)) {
            return map;
        }
        Map<String, V> rest = new LinkedHashMap<>(map);
        rest.remove(key);
        return Collections.unmodifiableMap(rest);
    }
}
