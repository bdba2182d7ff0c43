package io.parley.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent may do to the world. Templates hold {@code {slot}} for values and {@code ${env:NAME}} for the deployer's
 * environment; the bus encodes values for the place where they stand.
 *
 * @param result result name to JSONPath in the answer's body
 * @param deadline the longest the caller is kept waiting, retries included
 * @param retries further attempts after a failure that may pass; each carries the same idempotency key
 * @param waiting sentence while the action takes long; null for the agent's own
 * @param failed sentence when it cannot be done; null for the agent's own
 * @param refused sentence when the other side says no, may use {@code {reason}}; null for the agent's own
 */
public record ActionSpec(
        String name,
        Http http,
        Map<String, String> result,
        Risk risk,
        Duration deadline,
        int retries,
        OnInterrupt onInterrupt,
        @Nullable String waiting,
        @Nullable String failed,
        @Nullable String refused) {

    /**
     * @param json body template: a tree of maps, lists, strings, numbers, booleans; null for no body
     */
    public record Http(
            String method,
            String url,
            Map<String, String> query,
            Map<String, String> headers,
            @Nullable Object json) {}

    public enum Risk {
        READ,
        WRITE,
        IRREVERSIBLE
    }

    /** What happens to a running action when the caller interrupts. */
    public enum OnInterrupt {
        KEEP,
        CANCEL
    }
}
