package io.parley.agent;

import io.parley.config.CallValues;
import java.util.Map;

/**
 * What signalling tells of a call besides who calls whom. From the far end, so untrusted; bounded in number and size, and
 * without controls. Personal data: never logged at info level.
 *
 * @param withheld the caller wants to stay unknown (RFC 3323): no name and no number of his stands anywhere
 * @param values by their name in {@link CallValues}; that of a header field in lower case
 */
public record Signalling(boolean withheld, Map<String, String> values) {
    public static final Signalling NONE = new Signalling(false, Map.of());

    public Signalling {
        values = Map.copyOf(values);
    }
}
