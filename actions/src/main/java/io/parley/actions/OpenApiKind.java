package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.OpenApiOperation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Actions of kind {@code openapi}: requests of kind {@code http} whose form a document gives. */
final class OpenApiKind implements ActionKind {
    /** Documents that are kept; a file names few. */
    static final int MAX_DOCUMENTS = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ActionWires wires;
    private final Map<String, OpenApiDocument> documents = new LinkedHashMap<>(16, 0.75f, true);

    /** @param wires gives the wire for an action's requests */
    OpenApiKind(ActionWires wires) {
        this.wires = wires;
    }

    /** Of documents at addresses only those that have been fetched: a caller does not wait for one. */
    @Override
    public @Nullable Ready read(ActionSpec action, String key, TemplateReader reader) {
        return read(action, key, reader, false);
    }

    @Override
    public @Nullable Ready load(ActionSpec action, String key, TemplateReader reader) {
        return read(action, key, reader, true);
    }

    private @Nullable Ready read(ActionSpec action, String key, TemplateReader reader, boolean mayFetch) {
        int problemsBefore = reader.problems().count();
        if (!(action.kind() instanceof OpenApiOperation wanted)) {
            return null;
        }
        ResultPaths results = ResultPaths.read(key + ".result", action.result(), action.lists(), reader.problems());
        OpenApiDocument document = document(wanted, key + ".openapi.document", reader, mayFetch);
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
        return reader.read("document", wanted.document()).fixed();
    }

    private synchronized @Nullable OpenApiDocument document(
            OpenApiOperation wanted, String key, TemplateReader reader, boolean mayFetch) {
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
            if (text == null && !mayFetch) {
                throw new OpenApiDocument.Unreadable("an address that was read as the file was loaded");
            }
            OpenApiDocument read = OpenApiDocument.read(text == null ? fetch(name) : text);
            if (documents.size() >= MAX_DOCUMENTS) {
                documents.remove(documents.keySet().iterator().next()); // the one that was not asked for longest
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
        return fetch(address, PATIENCE);
    }

    /** @param patience for all of it: an address that sends a little now and then holds nobody up */
    static String fetch(String address, Duration patience) throws OpenApiDocument.Unreadable {
        AtomicReference<@Nullable InputStream> body = new AtomicReference<>();
        try {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(patience)
                    .build();
            byte[] bytes = client.sendAsync(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .thenApplyAsync(answer -> {
                        body.set(answer.body());
                        return bytes(answer);
                    })
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (ExecutionException e) {
            throw unreadable(address, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new OpenApiDocument.Unreadable(
                    "an address that can be read within " + patience.toSeconds() + " s: " + shown(address));
        } catch (IllegalArgumentException e) {
            throw unreadable(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable(address, e);
        } finally {
            close(body.get());
        }
    }

    private static byte[] bytes(HttpResponse<InputStream> answer) {
        try (InputStream in = answer.body()) {
            byte[] bytes = in.readNBytes(OpenApiOperation.MAX_BYTES + 1);
            if (answer.statusCode() != 200) {
                throw new UncheckedIOException(new IOException("HTTP " + answer.statusCode()));
            } else if (bytes.length > OpenApiOperation.MAX_BYTES) {
                throw new UncheckedIOException(new IOException("more than " + OpenApiOperation.MAX_BYTES + " bytes"));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OpenApiDocument.Unreadable unreadable(String address, Throwable thrown) {
        Throwable cause = thrown instanceof UncheckedIOException io && io.getCause() != null ? io.getCause() : thrown;
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new OpenApiDocument.Unreadable(
                "an address that can be read: " + shown(address) + ": " + CleanText.of(why, RefusalReason.MAX_CHARS));
    }

    private static String shown(String address) {
        return CleanText.of(address, RefusalReason.MAX_CHARS);
    }

    private static void close(@Nullable InputStream body) {
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                // Nobody reads it any more.
            }
        }
    }
}
