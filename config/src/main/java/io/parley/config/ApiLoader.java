package io.parley.config;

import io.parley.config.ApiSpec.Breaker;
import io.parley.config.ApiSpec.OAuth2;
import io.parley.config.ApiSpec.Rate;
import io.parley.config.ApiSpec.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the APIs of a file. */
final class ApiLoader {
    private static final String API = "an API: url, and what holds for every request to it";
    private static final String URL = "an address that begins with http://, https:// or ${env:NAME}";

    private ApiLoader() {}

    /** @param folder where the file lies, and PEM files beside it */
    static Map<String, ApiSpec> apis(YamlMap file, Path folder) {
        Map<String, ApiSpec> apis = new LinkedHashMap<>();
        YamlMap written = file.map("apis");
        if (written.size() > ApiSpec.MAX_APIS) {
            file.wrong("apis", written.size() + " APIs", "at most " + ApiSpec.MAX_APIS + " APIs");
        }
        written.values().forEach((name, value) -> api(name, value, folder).ifPresent(api -> apis.put(name, api)));
        return apis;
    }

    /** One of them, by the name that stands at a key; empty where there is none, which has then been said. */
    static Optional<ApiSpec> named(YamlMap map, Map<String, ApiSpec> apis) {
        Optional<YamlValue> written = map.value("api");
        Optional<ApiSpec> known = written.flatMap(YamlValue::text).flatMap(name -> Optional.ofNullable(apis.get(name)));
        if (written.isPresent() && known.isEmpty()) {
            written.get()
                    .wrong(
                            apis.isEmpty()
                                    ? "apis, of which there are none"
                                    : "one of apis: " + String.join(", ", apis.keySet()));
        }
        return known;
    }

    /** Those of the API, and of the request where it has its own. */
    static Map<String, String> headers(@Nullable ApiSpec api, YamlMap request) {
        Map<String, String> headers = new LinkedHashMap<>(api == null ? Map.of() : api.headers());
        headers.putAll(request.texts("headers"));
        return headers;
    }

    private static Optional<ApiSpec> api(String name, YamlValue value, Path folder) {
        YamlMap api = value.map(API);
        Optional<String> url = api.required("url", URL).flatMap(YamlValue::text);
        Map<String, String> headers = api.texts("headers");
        @Nullable OAuth2 oauth2 = part(api, "oauth2", ApiLoader::oauth2);
        @Nullable Tls tls = part(api, "tls", map -> tls(map, folder));
        @Nullable
        Rate rate = part(api, "rate", map -> {
            int requests = map.integer("requests", 0);
            Duration per = map.duration("per", Duration.ofSeconds(1));
            return map.build(() -> new Rate(requests, per));
        });
        @Nullable
        Breaker breaker = part(api, "breaker", map -> {
            int failures = map.integer("failures", 5);
            Duration pause = map.duration("pause", Duration.ofSeconds(30));
            return map.build(() -> new Breaker(failures, pause));
        });
        api.finish();
        return url.flatMap(address -> api.build(() -> new ApiSpec(name, address, headers, oauth2, tls, rate, breaker)));
    }

    private static <T> @Nullable T part(YamlMap api, String key, Function<YamlMap, Optional<T>> read) {
        Optional<YamlMap> map =
                api.value(key).map(value -> value.map("keys and values")).filter(YamlMap::usable);
        Optional<T> part = map.flatMap(read);
        map.ifPresent(YamlMap::finish);
        return part.orElse(null);
    }

    private static Optional<OAuth2> oauth2(YamlMap map) {
        Optional<String> url = map.required("token-url", URL).flatMap(YamlValue::text);
        Optional<String> id = map.required("client-id", "the client's id").flatMap(YamlValue::text);
        Optional<String> secret =
                map.required("client-secret", HttpRules.SECRET).flatMap(YamlValue::text);
        @Nullable String scope = map.textOrNull("scope");
        return url.isEmpty() || id.isEmpty() || secret.isEmpty()
                ? Optional.empty()
                : map.build(() -> new OAuth2(url.get(), id.get(), secret.get(), scope));
    }

    private static Optional<Tls> tls(YamlMap map, Path folder) {
        @Nullable Path ca = path(map, "ca", folder);
        @Nullable Path certificate = path(map, "certificate", folder);
        @Nullable Path key = path(map, "key", folder);
        return map.build(() -> new Tls(ca, certificate, key));
    }

    private static @Nullable Path path(YamlMap map, String key, Path folder) {
        String name = map.textOrNull(key);
        return name == null ? null : folder.resolve(name);
    }
}
