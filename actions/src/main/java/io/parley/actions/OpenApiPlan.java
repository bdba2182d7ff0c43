package io.parley.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.config.ActionSpec;
import io.parley.config.OpenApiOperation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an operation becomes a request of kind {@code http}: the values of a caller get their types, then each goes to its
 * place, the parameters as slots of a template of ours. Immutable, shared by all calls.
 *
 * @param arguments what the file gives, by the document's names
 * @param schema of all of them as one object
 * @param slots by parameter: where in the template its value goes
 * @param exploded by parameter of the query: its name there, once for each value of a list
 * @param body what of it makes the body
 */
record OpenApiPlan(
        HttpTemplate template,
        JsonTemplate arguments,
        Map<String, Object> schema,
        Map<String, String> slots,
        Map<String, String> exploded,
        Body body) {
    /** Not parameters, whatever a document says (OpenAPI, "Parameter Object"), or the bus's own. */
    private static final Set<String> IGNORED = Set.of("accept", "content-type", "authorization", "idempotency-key");

    private static final String WHOLE = "body";

    /** What becomes of the arguments that are no parameters: nothing, members of the body, or all of it, by the name {@code body}. */
    enum Body {
        NONE,
        MEMBERS,
        WHOLE
    }

    /** @return null when something is wrong, which the reader's problems then know */
    static @Nullable OpenApiPlan read(
            ActionSpec action, OpenApiOperation wanted, OpenApiDocument document, String key, TemplateReader reader) {
        Problems problems = reader.problems();
        OpenApiDocument.Found found = document.operations().get(wanted.operation());
        if (found == null) {
            problems.add(
                    key + ".operation",
                    wanted.operation(),
                    "an operationId of " + wanted.document() + ": "
                            + some(document.operations().keySet()));
            return null;
        }
        try {
            return new Reading(action, wanted, document, found, key, reader).plan();
        } catch (OpenApiDocument.Unreadable e) {
            problems.add(key + ".operation", wanted.operation(), e.getMessage() + " in " + wanted.document());
            return null;
        }
    }

    private static String some(Set<String> names) {
        StringJoiner some = new StringJoiner(", ");
        names.stream().limit(20).forEach(name -> some.add(CleanText.of(name, 60)));
        return names.isEmpty() ? "none" : names.size() > 20 ? some + ", …" : some.toString();
    }

    /** @throws RuleBroken when a value is missing or unfit */
    HttpCall render(Map<String, String> values, @Nullable String idempotencyKey) {
        ObjectNode typed = (ObjectNode) SchemaValues.fit(arguments.render(values), schema, "");
        Map<String, String> placed = new HashMap<>();
        StringJoiner more = new StringJoiner("&");
        slots.forEach((name, slot) -> {
            JsonNode value = typed.remove(name);
            String repeated = exploded.get(name);
            if (value instanceof ArrayNode list && repeated != null) {
                list.forEach(item -> more.add(repeated + "=" + Percent.encode(item.asText())));
            } else if (value != null && !value.isNull()) {
                placed.put(slot, text(value));
            }
        });
        HttpCall call = with(template.render(placed, idempotencyKey), more.toString());
        if (body == Body.NONE) {
            return call;
        }
        JsonNode sent = body == Body.WHOLE ? typed.get(WHOLE) : typed;
        if (sent == null) {
            return call;
        }
        Map<String, String> fields = new LinkedHashMap<>(call.headers());
        fields.put("content-type", "application/json");
        return new HttpCall(call.method(), call.origin(), call.uri(), fields, Buffer.buffer(sent.toString()));
    }

    private static HttpCall with(HttpCall call, String query) {
        String uri = query.isEmpty() ? call.uri() : call.uri() + (call.uri().contains("?") ? "&" : "?") + query;
        return new HttpCall(call.method(), call.origin(), uri, call.headers(), call.body());
    }

    /** Several values stand with commas between them (OpenAPI, style "form" without "explode", and "simple"). */
    private static String text(JsonNode value) {
        if (value instanceof ArrayNode list) {
            StringJoiner all = new StringJoiner(",");
            list.forEach(item -> all.add(item.asText()));
            return all.toString();
        }
        return value.isTextual() ? value.asText() : value.toString();
    }

    /** One operation being read. */
    private static final class Reading {
        private final ActionSpec action;
        private final OpenApiOperation wanted;
        private final OpenApiDocument document;
        private final OpenApiDocument.Found found;
        private final String key;
        private final TemplateReader reader;
        private final Map<String, Object> properties = new TreeMap<>();
        private final Set<String> required = new TreeSet<>();
        private final Map<String, String> slots = new LinkedHashMap<>();
        private final Map<String, String> query = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, String> exploded = new HashMap<>();
        private Body body = Body.NONE;

        Reading(
                ActionSpec action,
                OpenApiOperation wanted,
                OpenApiDocument document,
                OpenApiDocument.Found found,
                String key,
                TemplateReader reader) {
            this.action = action;
            this.wanted = wanted;
            this.document = document;
            this.found = found;
            this.key = key;
            this.reader = reader;
        }

        @Nullable
        OpenApiPlan plan() throws OpenApiDocument.Unreadable {
            int before = reader.problems().count();
            wanted.headers().forEach(headers::put);
            for (Parameter parameter : document.parameters(found)) {
                parameter(parameter);
            }
            body(document.body(found));
            checkArguments();
            checkResults();
            Map<String, Object> schema = new HashMap<>();
            schema.put("type", "object");
            schema.put("properties", properties);
            schema.put("required", List.copyOf(required));
            schema.put("additionalProperties", false);
            JsonTemplate arguments = JsonTemplate.read(reader, key + ".arguments", wanted.arguments());
            List<Template> path = OpenApiPath.read(found.path(), slots);
            if (path == null) {
                wrong(
                        "operation",
                        wanted.operation(),
                        "an operation whose path begins with / and names its parameters");
            }
            String url = base();
            HttpTemplate template = url == null || path == null
                    ? null
                    : HttpTemplate.read(new ActionSpec.Http(found.method(), url, query, headers, null), key, reader);
            return template == null || path == null || reader.problems().count() > before
                    ? null
                    : new OpenApiPlan(template.with(path), arguments, schema, slots, exploded, body);
        }

        private void parameter(Parameter parameter) throws OpenApiDocument.Unreadable {
            String name = parameter.getName();
            String in = String.valueOf(parameter.getIn());
            String slot = "p" + slots.size();
            // What the same name means in two places is not for a file to say: the path's has it.
            if (name == null || in.equals("cookie") || slots.containsKey(name)) {
                return;
            } else if (in.equals("header") && (IGNORED.contains(name.toLowerCase(Locale.ROOT)) || isGiven(name))) {
                return;
            }
            properties.put(name, document.schema(parameter.getSchema()));
            slots.put(name, slot);
            if (Boolean.TRUE.equals(parameter.getRequired()) || in.equals("path")) {
                required.add(name);
            }
            if (in.equals("query")) {
                query.put(name, "{" + slot + "}");
            } else if (in.equals("header")) {
                headers.put(name, "{" + slot + "}");
            }
            if (in.equals("query") && !Boolean.FALSE.equals(parameter.getExplode())) {
                exploded.put(name, Percent.encode(name));
            }
        }

        /** What the file says of a field is not for a caller to say. */
        private boolean isGiven(String name) {
            return wanted.headers().keySet().stream().anyMatch(name::equalsIgnoreCase);
        }

        private void body(@Nullable RequestBody written) throws OpenApiDocument.Unreadable {
            Map<String, Object> schema = written == null ? null : json(written.getContent());
            if (written == null || schema == null || found.method().equals("GET")) {
                if (written != null && schema == null && Boolean.TRUE.equals(written.getRequired())) {
                    wrong("operation", wanted.operation(), "an operation with a body of JSON");
                }
                return;
            }
            if (!(schema.get("properties") instanceof Map<?, ?> members)) {
                body = Body.WHOLE;
                properties.put(WHOLE, schema);
                if (Boolean.TRUE.equals(written.getRequired())) {
                    required.add(WHOLE);
                }
                return;
            }
            body = Body.MEMBERS;
            members.forEach((name, of) -> properties.putIfAbsent(String.valueOf(name), of));
            if (schema.get("required") instanceof List<?> names) {
                names.forEach(name -> required.add(String.valueOf(name)));
            }
        }

        private @Nullable Map<String, Object> json(@Nullable Content content) throws OpenApiDocument.Unreadable {
            if (content != null) {
                for (Map.Entry<String, MediaType> type : content.entrySet()) {
                    if (type.getKey().matches("application/(.+\\+)?json(;.*)?|\\*/\\*")) {
                        return document.schema(type.getValue().getSchema());
                    }
                }
            }
            return null;
        }

        private void checkArguments() {
            String of = wanted.operation() + " of " + wanted.document();
            wanted.arguments().forEach((name, tree) -> {
                if (!(properties.get(name) instanceof Map<?, ?> schema)) {
                    wrong("arguments." + name, name, "an argument of " + of + ": " + some(properties.keySet()));
                } else if (isFixed(tree)) {
                    fixed(name, tree, schema, of);
                }
            });
            Set<String> missing = new TreeSet<>(required);
            missing.removeAll(wanted.arguments().keySet());
            for (String name : missing) {
                wrong("arguments", "", "a value for '" + CleanText.of(name, 60) + "', which " + of + " requires");
            }
        }

        private static boolean isFixed(Object tree) {
            if (tree instanceof Map<?, ?> map) {
                return map.values().stream().allMatch(Reading::isFixed);
            }
            return tree instanceof List<?> list
                    ? list.stream().allMatch(Reading::isFixed)
                    : !String.valueOf(tree).contains("{");
        }

        /** What stands in the file, and not what a caller says, is looked at now. */
        private void fixed(String name, Object tree, Map<?, ?> schema, String of) {
            try {
                JsonNode value = JsonTemplate.read(reader, key + ".arguments." + name, tree)
                        .render(Map.of());
                SchemaValues.fit(value, schema, name);
            } catch (RuleBroken broken) {
                wrong("arguments." + name, String.valueOf(tree), "a value that " + of + " takes: " + broken.reason());
            }
        }

        /** Only plain paths into an object of which everything is known. */
        private void checkResults() throws OpenApiDocument.Unreadable {
            var success = document.success(found);
            Map<String, Object> schema = success == null ? null : json(success.getContent());
            if (schema == null || !(schema.get("properties") instanceof Map<?, ?> known)) {
                return;
            }
            Set<String> names = new TreeSet<>();
            known.keySet().forEach(name -> names.add(String.valueOf(name)));
            List<String> wrong = new ArrayList<>();
            action.result().forEach((name, path) -> {
                String first = path.replaceFirst("^\\$\\.([A-Za-z0-9_-]+).*$", "$1");
                if (!first.equals(path) && !names.contains(first)) {
                    wrong.add(name);
                }
            });
            String base = key.substring(0, key.length() - ".openapi".length());
            wrong.forEach(name -> reader.problems()
                    .add(
                            base + ".result." + name,
                            String.valueOf(action.result().get(name)),
                            "what " + wanted.operation() + " of " + wanted.document() + " answers with: "
                                    + some(names)));
        }

        /** The host stands in the file or in the document, and nothing of a caller's before the path. */
        private @Nullable String base() {
            String base = wanted.url() != null ? wanted.url() : server();
            if (base == null) {
                wrong(
                        "url",
                        "",
                        "the address of the API, which " + wanted.document() + " does not say, or not for sure");
                return null;
            }
            return base;
        }

        /** That of a document at an address counts only where it is the document's own. */
        private @Nullable String server() {
            // The nearest has the last word (OpenAPI, "Server Object").
            String url = Stream.of(
                            found.operation().getServers(),
                            found.item().getServers(),
                            document.api().getServers())
                    .filter(servers -> servers != null && !servers.isEmpty())
                    .findFirst()
                    .map(servers -> servers.get(0).getUrl())
                    .orElse(null);
            if (url == null || !url.matches("(?i)https?://[^{}$?#]+")) {
                return null;
            }
            return wanted.text() != null || origin(url).equals(origin(OpenApiKind.address(wanted, reader)))
                    ? url
                    : null;
        }

        private static String origin(String url) {
            return url.replaceFirst("(?i)^(https?://[^/?]+).*$", "$1").toLowerCase(Locale.ROOT);
        }

        private void wrong(String at, String value, String expected) {
            reader.problems().add(key + "." + at, value, expected);
        }
    }
}
