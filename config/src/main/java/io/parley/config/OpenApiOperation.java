package io.parley.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that an OpenAPI document describes: its method, path, the places and types of its arguments, what it answers.
 *
 * @param document the name of a file, or an address (https:// or http://, or one that begins with <code>${env:NAME}</code>)
 *     that is read when the server starts
 * @param text the document itself; null where it is at an address
 * @param operation its operationId
 * @param url where the API is; null for the first of the document's servers
 * @param headers of the request: credentials stand here
 * @param arguments by the names of the document: parameters, and members of the body. A tree of maps, lists, strings,
 *     numbers, booleans, whose strings are templates. A value that is exactly {@code "{slot}"} is left out where the caller
 *     gave none
 * @param api whose rules hold for the request; null for none. Its address and headers are in the others already
 */
public record OpenApiOperation(
        String document,
        @Nullable String text,
        String operation,
        @Nullable String url,
        Map<String, String> headers,
        Map<String, Object> arguments,
        @Nullable ApiSpec api)
        implements ActionSpec.Kind {
    /** Of a document. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    public OpenApiOperation {
        headers = Frozen.map(headers);
        arguments = HttpRules.arguments(arguments);
        Rules rules = new Rules();
        rules.require(
                !operation.isBlank() && operation.length() <= 200,
                "operation",
                operation,
                "an operationId of the document");
        if (text == null) {
            HttpRules.api(rules, "document", document, Map.of());
        }
        HttpRules.api(rules, "url", url == null ? "http://localhost" : url, headers);
        HttpRules.below(rules, url == null ? "" : url, headers, api);
        rules.check();
    }
}
