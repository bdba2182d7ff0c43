package io.parley.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.config.ActionSpec.Script;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a script may reach, as its file says. Immutable, shared by all runs; {@link #request} is called on the thread of a
 * run, and blocks.
 *
 * @param apis by name
 */
record ScriptApis(Map<String, Base> apis) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Requests of one run: more is a loop that does not end. */
    static final int MOST_REQUESTS = 50;

    /** @param path of every request's beginning, without a slash at its end */
    record Base(Origin origin, String path, Map<String, String> headers) {}

    /** A script asks for something that it may not have, or that makes no sense; it may catch this. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static ScriptApis read(String key, Map<String, Script.Api> apis, TemplateReader reader) {
        Map<String, Base> bases = new LinkedHashMap<>();
        apis.forEach((name, api) -> {
            UrlTemplate url = UrlTemplate.read(reader, key + "." + name, api.url());
            HeaderTemplates headers = HeaderTemplates.read(reader, key + "." + name + ".headers", api.headers());
            if (url != null) {
                String path = url.render(Map.of());
                bases.put(
                        name,
                        new Base(
                                url.origin(),
                                path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                                headers.render(Map.of())));
            }
        });
        return new ScriptApis(Map.copyOf(bases));
    }

    /**
     * Makes a request as a script words it.
     *
     * @param options JSON: {@code query}, {@code headers}, {@code json}, or {@code text}
     * @param idempotencyKey null for none
     * @throws Wrong for an API that there is not, and for what no request can be made of
     */
    HttpCall call(String name, String verb, String path, String options, @Nullable String idempotencyKey) {
        Base base = apis.get(name);
        if (base == null || !HttpTemplate.METHODS.contains(verb)) {
            throw new Wrong("no API '" + name + "'");
        }
        JsonNode wishes = tree(options);
        HttpMethod method = HttpMethod.valueOf(verb);
        Map<String, String> fields = HttpTemplate.commonFields();
        Buffer body = body(wishes, fields);
        wishes.path("headers").properties().forEach(header -> {
            String field = header.getKey().toLowerCase(Locale.ROOT);
            String value = header.getValue().asText();
            if (!HeaderTemplates.isFit(field, value)) {
                throw new Wrong("header '" + field + "' is Parley's own, or has a line end");
            }
            fields.put(field, value);
        });
        base.headers().forEach((field, value) -> fields.put(field.toLowerCase(Locale.ROOT), value));
        if (idempotencyKey != null) {
            fields.put("idempotency-key", idempotencyKey);
        }
        Buffer sent = body == null && HttpTemplate.mayHaveBody(method) ? Buffer.buffer() : body;
        return new HttpCall(method, base.origin(), base.path() + path(path, wishes), fields, sent);
    }

    private static JsonNode tree(String options) {
        try {
            return JSON.readTree(options);
        } catch (JsonProcessingException e) {
            throw new Wrong("the options are no object");
        }
    }

    private static @Nullable Buffer body(JsonNode wishes, Map<String, String> fields) {
        if (wishes.has("json")) {
            fields.put("content-type", "application/json");
            return Buffer.buffer(wishes.get("json").toString());
        }
        if (wishes.has("text")) {
            fields.put("content-type", "text/plain; charset=utf-8");
            return Buffer.buffer(wishes.get("text").asText());
        }
        return null;
    }

    /** Where a value of the caller's stands in it, it must not lead elsewhere. */
    private static String path(String path, JsonNode wishes) {
        String encoded = Percent.encodeNonAscii(path);
        try {
            URI uri = new URI(encoded);
            boolean plain = encoded.startsWith("/") && !encoded.startsWith("//") && uri.getRawFragment() == null;
            for (String segment : String.valueOf(uri.getPath()).split("[/\\\\]", -1)) {
                // Some servers read the segment up to its parameters.
                String name = segment.split(";", 2)[0];
                plain &= !name.equals(".") && !name.equals("..");
            }
            if (!plain) {
                throw new Wrong("the path must begin with one slash, and have neither dot segments nor a fragment");
            }
        } catch (URISyntaxException e) {
            throw new Wrong("the path has characters that must be encoded, by encodeURIComponent");
        }
        StringBuilder out = new StringBuilder(encoded);
        wishes.path("query").properties().forEach(parameter -> {
            if (!parameter.getValue().isNull()) {
                out.append(out.indexOf("?") < 0 ? '?' : '&')
                        .append(Percent.encode(parameter.getKey()))
                        .append('=')
                        .append(Percent.encode(parameter.getValue().asText()));
            }
        });
        return out.toString();
    }

    /**
     * Sends it and waits for the answer.
     *
     * @return JSON: {@code status} and {@code body}, or {@code unreachable} with the reason
     * @throws InterruptedException when nobody waits for the run any more; the connection is then closed
     */
    static String send(HttpCall call, HttpWire wire, Executor context) throws InterruptedException {
        CompletableFuture<HttpWire.Result> result = new CompletableFuture<>();
        CompletableFuture<HttpWire.Exchange> sent = new CompletableFuture<>();
        context.execute(() -> {
            HttpWire.Exchange exchange = wire.send(call);
            sent.complete(exchange);
            exchange.result().onSuccess(result::complete);
        });
        try {
            return text(result.get());
        } catch (InterruptedException e) {
            context.execute(() -> sent.thenAccept(HttpWire.Exchange::abort));
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("exchanges never fail", e);
        }
    }

    private static String text(HttpWire.Result result) {
        ObjectNode told = JSON.createObjectNode();
        if (result instanceof HttpWire.Answered answered) {
            HttpAnswer answer = answered.answer();
            told.put("status", answer.status()).put("body", answer.body().toString(StandardCharsets.UTF_8));
        } else if (result instanceof HttpWire.NotConnected none) {
            told.put("unreachable", none.reason()).put("final", !none.mayPass());
        } else if (result instanceof HttpWire.TooLarge) {
            told.put("unreachable", "the answer is larger than " + HttpAttempt.MAX_BODY_BYTES + " bytes")
                    .put("final", true);
        } else {
            told.put("unreachable", "the connection broke before the answer's end");
        }
        return told.toString();
    }
}
