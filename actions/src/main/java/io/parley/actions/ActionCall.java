package io.parley.actions;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a Java action is called with.
 *
 * @param callId Parley's id of the call
 * @param arguments the caller's values in canonical form, and results of earlier tasks that the action takes; free of
 *     nothing but length: callers say them
 * @param idempotencyKey the same for every attempt of one wish of one caller, different for another wish: what has been
 *     done under it once must not be done again. Null for what only reads
 */
public record ActionCall(
        String callId,
        Map<String, String> arguments,
        @Nullable String idempotencyKey) {
    public ActionCall {
        arguments = Map.copyOf(arguments);
    }

    /**
     * The value of a required slot.
     *
     * @throws IllegalArgumentException where the caller gave none
     */
    public String get(String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value for '" + name + "', expected one of " + arguments.keySet());
        }
        return value;
    }

    /** The value of an optional slot, or what stands for none. */
    public String get(String name, String otherwise) {
        return Objects.requireNonNullElse(arguments.get(name), otherwise);
    }
}
