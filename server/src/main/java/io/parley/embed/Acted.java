package io.parley.embed;

import java.util.Map;

/**
 * What an agent does. Personal data.
 *
 * @param call Parley's id of the call
 * @param atMillis audio time since the call was answered
 * @param act one of the dialogue acts of {@code docs/architecture.md}, such as {@code ASK} or {@code CALL}
 * @param text what is said with it; empty where nothing is
 * @param data what belongs to it: {@code slot}, {@code value}, {@code values}, {@code action}, {@code args}
 */
public record Acted(String call, long atMillis, String act, String text, Map<String, Object> data) {
    public Acted {
        data = Map.copyOf(data);
    }
}
