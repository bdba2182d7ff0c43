package io.parley.actions;

import io.parley.config.ActionSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param callId call that asks; Parley's own random id, never the peer's Call-ID
 * @param key idempotency key: the same for every attempt of one wish of the caller, different for another wish
 * @param arguments slot values in canonical form
 * @param confirmed the exact arguments the caller confirmed; required for irreversible actions, null where nobody asked
 */
public record ActionRequest(
        String callId,
        String key,
        ActionSpec action,
        Map<String, String> arguments,
        @Nullable Map<String, String> confirmed) {

    public ActionRequest {
        arguments = Map.copyOf(arguments);
        confirmed = confirmed == null ? null : Map.copyOf(confirmed);
    }
}
