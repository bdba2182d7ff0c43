package io.parley.actions;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI document (3.0 or 3.1), as far as actions need it. References within it are followed; those to other documents
 * are not, and nothing is fetched. Immutable once read.
 *
 * @param operations by operationId
 */
record OpenApiDocument(OpenAPI api, Map<String, Found> operations) {
    private static final int MAX_DEPTH = 12;
    /** Schemas put in the place of references: a document may refer so that it grows without an end. */
    private static final int MAX_SCHEMAS = 20_000;

    private static final String LOCAL = "#/components/";

    record Found(String path, String method, PathItem item, Operation operation) {}

    /** What is wrong, in words that complete "expected …". */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String expected) {
            super(expected, null, false, false);
        }
    }

    static OpenApiDocument read(String text) throws Unreadable {
        ParseOptions options = new ParseOptions();
        options.setResolve(false);
        SwaggerParseResult parsed;
        try {
            parsed = new OpenAPIV3Parser().readContents(text, List.of(), options);
        } catch (RuntimeException | StackOverflowError e) {
            throw new Unreadable("an OpenAPI document of version 3.0 or 3.1");
        }
        OpenAPI api = parsed.getOpenAPI();
        if (api == null || api.getPaths() == null) {
            List<String> messages = parsed.getMessages() == null ? List.of() : parsed.getMessages();
            String why = messages.isEmpty() ? "" : ": " + CleanText.of(messages.get(0), RefusalReason.MAX_CHARS);
            throw new Unreadable("an OpenAPI document of version 3.0 or 3.1 with paths" + why);
        }
        Map<String, Found> operations = new TreeMap<>();
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (operation.getOperationId() != null) {
                        operations.put(operation.getOperationId(), new Found(path, method.name(), item, operation));
                    }
                }));
        return new OpenApiDocument(api, operations);
    }

    /** Of the path and of the operation, which has the last word; those that stand in the address's path come first. */
    List<Parameter> parameters(Found found) throws Unreadable {
        Map<String, Parameter> parameters = new TreeMap<>();
        List<Parameter> all = new ArrayList<>(orNone(found.item().getParameters()));
        all.addAll(orNone(found.operation().getParameters()));
        for (Parameter written : all) {
            Parameter parameter = written.get$ref() == null
                    ? written
                    : local(written.get$ref(), "parameters", Components::getParameters, Parameter::get$ref);
            String rank = "path".equals(parameter.getIn()) ? "0 " : "1 " + parameter.getIn() + " ";
            parameters.put(rank + parameter.getName(), parameter);
        }
        return List.copyOf(parameters.values());
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    @Nullable
    RequestBody body(Found found) throws Unreadable {
        RequestBody body = found.operation().getRequestBody();
        return body == null || body.get$ref() == null
                ? body
                : local(body.get$ref(), "requestBodies", Components::getRequestBodies, RequestBody::get$ref);
    }

    /** The first answer that means success; null where the document names none. */
    @Nullable
    ApiResponse success(Found found) throws Unreadable {
        if (found.operation().getResponses() != null) {
            for (Map.Entry<String, ApiResponse> response :
                    found.operation().getResponses().entrySet()) {
                if (response.getKey().startsWith("2")) {
                    ApiResponse answer = response.getValue();
                    return answer.get$ref() == null
                            ? answer
                            : local(answer.get$ref(), "responses", Components::getResponses, ApiResponse::get$ref);
                }
            }
        }
        return null;
    }

    /** @param further where a thing of the components is itself a reference */
    private <T> T local(
            String written,
            String kind,
            Function<Components, @Nullable Map<String, T>> all,
            Function<T, @Nullable String> further)
            throws Unreadable {
        String start = LOCAL + kind + "/";
        String reference = written;
        for (int i = 0; i < MAX_DEPTH; i++) {
            Map<String, T> known = api.getComponents() == null ? null : all.apply(api.getComponents());
            T found = known == null || !reference.startsWith(start)
                    ? null
                    : known.get(reference.substring(start.length()));
            if (found == null) {
                break;
            }
            String next = further.apply(found);
            if (next == null) {
                return found;
            }
            reference = next;
        }
        throw new Unreadable("a reference within the document, not " + CleanText.of(written, 100));
    }

    /** A schema as plain JSON Schema, what it refers to in its place. */
    Map<String, Object> schema(@Nullable Object schema) throws Unreadable {
        return schema == null ? Map.of() : inlined(plain(schema), 0, new int[] {0});
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static @Nullable Map<String, Schema<?>> schemas(Components components) {
        return (Map<String, Schema<?>>) (Map) components.getSchemas();
    }

    private Map<String, Object> plain(Object schema) {
        ObjectMapper mapper = api.getSpecVersion() == SpecVersion.V31 ? Json31.mapper() : Json.mapper();
        return mapper.convertValue(schema, new TypeReference<Map<String, Object>>() {});
    }

    private Map<String, Object> inlined(Map<String, Object> written, int depth, int[] count) throws Unreadable {
        if (depth > MAX_DEPTH) {
            return Map.of();
        } else if (++count[0] > MAX_SCHEMAS) {
            throw new Unreadable("at most " + MAX_SCHEMAS + " schemas in an operation, references counted each time");
        }
        if (written.get("$ref") instanceof String reference) {
            Object target = this.<Schema<?>>local(reference, "schemas", OpenApiDocument::schemas, schema -> null);
            return inlined(plain(target), depth + 1, count);
        }
        Map<String, Object> schema = new HashMap<>(written);
        if (written.get("properties") instanceof Map<?, ?> properties) {
            Map<String, Object> all = new HashMap<>();
            for (Map.Entry<?, ?> property : properties.entrySet()) {
                all.put(String.valueOf(property.getKey()), inlined(map(property.getValue()), depth + 1, count));
            }
            schema.put("properties", all);
        }
        if (written.get("items") instanceof Map<?, ?> items) {
            schema.put("items", inlined(map(items), depth + 1, count));
        }
        if (written.get("allOf") instanceof List<?> all) {
            for (Object part : all) {
                merge(schema, inlined(map(part), depth + 1, count));
            }
        }
        return schema;
    }

    private static void merge(Map<String, Object> into, Map<String, Object> part) {
        part.forEach((key, value) -> {
            Object before = into.get(key);
            if (before instanceof Map<?, ?> known && value instanceof Map<?, ?> more) {
                Map<String, Object> both = new HashMap<>(map(known));
                both.putAll(map(more));
                into.put(key, both);
            } else if (before instanceof List<?> known && value instanceof List<?> more) {
                List<Object> both = new ArrayList<>(known);
                both.addAll(more);
                into.put(key, both);
            } else {
                into.putIfAbsent(key, value);
            }
        });
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new HashMap<>();
        if (value instanceof Map<?, ?> written) {
            written.forEach((key, of) -> map.put(String.valueOf(key), of));
        }
        return map;
    }
}
