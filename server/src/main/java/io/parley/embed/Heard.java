package io.parley.embed;

import java.util.Map;

/**
 * What a caller has said. Personal data.
 *
 * @param call Parley's id of the call
 * @param atMillis audio time since the call was answered
 * @param text the likeliest wording
 * @param slots values that were said, by slot
 */
public record Heard(String call, long atMillis, String text, Map<String, String> slots) {
    public Heard {
        slots = Map.copyOf(slots);
    }
}
