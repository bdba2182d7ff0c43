package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.OpenApiOperation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Actions of kind {@code openapi}: requests of kind {@code http} whose form a document gives. */
final class OpenApiKind implements ActionKind {
    /** Documents that are kept; a file names few. */
    static final int MAX_DOCUMENTS = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ActionWires wires;
    private final Map<String, OpenApiDocument> documents = new LinkedHashMap<>();

    /** @param wires gives the wire for an action's requests */
    OpenApiKind(ActionWires wires) {
        this.wires = wires;
    }

    @Override
    public @Nullable Ready read(ActionSpec action, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        if (!(action.kind() instanceof OpenApiOperation wanted)) {
            return null;
        }
        ResultPaths results = ResultPaths.read(key + ".result", action.result(), action.lists(), reader.problems());
        OpenApiDocument document = document(wanted, key + ".openapi.document", reader);
        OpenApiPlan plan =
                document == null ? null : OpenApiPlan.read(action, wanted, document, key + ".openapi", reader);
        HttpWire wire = wires.of(action, reader);
        return plan == null || wire == null || reader.problems().count() > problemsBefore
                ? null
                : (request, idempotencyKey) ->
                        HttpKind.prepare(plan.render(request.arguments(), idempotencyKey), wire, results);
    }

    /** Where a document is that is no file. */
    static String address(OpenApiOperation wanted, TemplateReader reader) {
        return reader.read("document", wanted.document()).render(Map.of(), text -> text);
    }

    private synchronized @Nullable OpenApiDocument document(
            OpenApiOperation wanted, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        String text = wanted.text();
        String name = text == null ? address(wanted, reader) : text;
        if (reader.problems().count() > problemsBefore) {
            return null;
        }
        OpenApiDocument known = documents.get(name);
        if (known != null) {
            return known;
        }
        try {
            OpenApiDocument read = OpenApiDocument.read(text == null ? fetch(name) : text);
            if (documents.size() >= MAX_DOCUMENTS) {
                documents.clear();
            }
            documents.put(name, read);
            return read;
        } catch (OpenApiDocument.Unreadable e) {
            reader.problems().add(key, wanted.document(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Reads what is at an address, which takes its time: when a server starts, or a file is checked. */
    private static String fetch(String address) throws OpenApiDocument.Unreadable {
        try {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                byte[] bytes = in.readNBytes(OpenApiOperation.MAX_BYTES + 1);
                if (answer.statusCode() != 200 || bytes.length > OpenApiOperation.MAX_BYTES) {
                    throw new OpenApiDocument.Unreadable(
                            answer.statusCode() != 200
                                    ? "an address that answers with the document, not with HTTP " + answer.statusCode()
                                    : "a document of at most " + OpenApiOperation.MAX_BYTES + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new OpenApiDocument.Unreadable("an address that can be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OpenApiDocument.Unreadable("an address that can be read");
        }
    }
}
