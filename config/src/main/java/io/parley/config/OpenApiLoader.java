package io.parley.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an action that an OpenAPI document describes. What stands in the document is looked at by the bus. */
final class OpenApiLoader {
    private static final String ACTION = "the request: document, operation and arguments";
    private static final String DOCUMENT =
            "an OpenAPI document: a .yaml, .yml or .json file beside this one, or an address";
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.(ya?ml|json)");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?://|\\$\\{env:).*");

    private OpenApiLoader() {}

    /** @param folder where the document lies, if it is a file */
    static Optional<OpenApiOperation> load(YamlValue value, Path folder, Map<String, ApiSpec> apis) {
        YamlMap openapi = value.map(ACTION);
        Optional<YamlValue> document = openapi.required("document", DOCUMENT);
        Optional<String> operation =
                openapi.required("operation", "an operationId of the document").flatMap(YamlValue::text);
        @Nullable ApiSpec api = ApiLoader.named(openapi, apis).orElse(null);
        @Nullable String url = openapi.textOrNull("url");
        Map<String, String> headers = ApiLoader.headers(api, openapi);
        if (api != null && url != null) {
            openapi.wrong("url", url, "no url beside api, which has one");
        }
        Map<String, Object> arguments = McpLoader.arguments(openapi);
        openapi.finish();
        Optional<String> name = document.flatMap(YamlValue::text);
        if (name.isEmpty() || operation.isEmpty() || openapi.has("api") != (api != null)) {
            return Optional.empty();
        }
        @Nullable String base = api == null ? url : api.url();
        boolean address = ADDRESS.matcher(name.get()).matches();
        Optional<String> text = address ? Optional.empty() : text(document.get(), name.get(), folder);
        return address || text.isPresent()
                ? openapi.build(() -> new OpenApiOperation(
                        name.get(), text.orElse(null), operation.get(), base, headers, arguments, api))
                : Optional.empty();
    }

    private static Optional<String> text(YamlValue at, String name, Path folder) {
        Path path = folder.resolve(name);
        if (!FILE.matcher(name).matches() || !Files.isRegularFile(path)) {
            at.wrong(DOCUMENT);
            return Optional.empty();
        }
        try {
            if (Files.size(path) > OpenApiOperation.MAX_BYTES) {
                at.wrong("a file of at most " + OpenApiOperation.MAX_BYTES + " bytes");
                return Optional.empty();
            }
            return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            at.wrong("a file of UTF-8 text that can be read");
            return Optional.empty();
        }
    }
}
