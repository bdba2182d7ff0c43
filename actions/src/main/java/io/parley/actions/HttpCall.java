package io.parley.actions;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes out.
 *
 * @param uri path and query, encoded
 * @param body null for none
 */
record HttpCall(
        HttpMethod method,
        Origin origin,
        String uri,
        Map<String, String> headers,
        @Nullable Buffer body) {
    /** Without what may be secret or a caller's. */
    @Override
    public String toString() {
        return method + " " + origin;
    }
}
