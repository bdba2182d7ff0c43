package io.parley.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.config.ActionSpec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The request of an {@code http} action as its file describes it. Immutable, shared by all calls. */
record HttpTemplate(
        HttpMethod method,
        UrlTemplate url,
        Map<String, Template> query,
        HeaderTemplates headers,
        @Nullable JsonTemplate json) {

    static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final JsonMapper JSON = new JsonMapper();

    /** @return null when something is wrong, which the reader's problems then know */
    static @Nullable HttpTemplate read(ActionSpec.Http http, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        String method = http.method().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            reader.problems().add(key + ".method", http.method(), "GET, POST, PUT, PATCH or DELETE");
        }
        if (http.json() != null && method.equals("GET")) {
            reader.problems().add(key + ".json", "", "no body with GET; put values in the query, or use POST");
        }
        UrlTemplate url = UrlTemplate.read(reader, key + ".url", http.url());
        Map<String, Template> query = new LinkedHashMap<>();
        http.query()
                .forEach((name, text) -> query.put(Percent.encode(name), reader.read(key + ".query." + name, text)));
        HeaderTemplates headers = HeaderTemplates.read(reader, key + ".headers", http.headers());
        JsonTemplate json = http.json() == null ? null : JsonTemplate.read(reader, key + ".json", http.json());
        return url == null || reader.problems().count() > problemsBefore
                ? null
                : new HttpTemplate(HttpMethod.valueOf(method), url, query, headers, json);
    }

    /** The same request below its address. */
    HttpTemplate with(List<Template> segments) {
        return new HttpTemplate(method, url.with(segments), query, headers, json);
    }

    /** What every request says of itself; names in lower case. */
    static Map<String, String> commonFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("accept", "application/json");
        fields.put("user-agent", "Parley");
        return fields;
    }

    /** @throws RuleBroken when a value is missing or unfit for its place */
    HttpCall render(Map<String, String> arguments, @Nullable String idempotencyKey) {
        Map<String, String> fields = commonFields();
        Buffer body = json != null ? body(json, arguments) : mayHaveBody(method) ? Buffer.buffer() : null;
        if (json != null) {
            fields.put("content-type", "application/json");
        }
        headers.render(arguments).forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
        if (idempotencyKey != null) {
            fields.put("idempotency-key", idempotencyKey);
        }
        return new HttpCall(method, url.origin(), url.render(arguments) + query(arguments), fields, body);
    }

    /** Whether the method gives a body a meaning, so that none must be said to be empty (RFC 9110, 8.6). */
    static boolean mayHaveBody(HttpMethod method) {
        return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.DELETE);
    }

    private String query(Map<String, String> arguments) {
        StringBuilder out = new StringBuilder();
        query.forEach((name, template) -> {
            if (!template.isAbsent(arguments)) {
                char sign = out.length() == 0 && url.query() == null ? '?' : '&';
                // Whole values are encoded, the file's own text too: here nobody writes escapes by hand.
                String value = template.render(arguments, text -> text);
                out.append(sign).append(name).append('=').append(Percent.encode(value));
            }
        });
        return out.toString();
    }

    private static Buffer body(JsonTemplate template, Map<String, String> arguments) {
        JsonNode tree = template.render(arguments);
        if (tree.isMissingNode()) {
            throw new RuleBroken("the argument that is the whole body is missing");
        }
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes always has a text", e);
        }
    }
}
