package io.parley.config;

import io.parley.config.ActionSpec.Http;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an action's request. */
final class HttpLoader {
    private static final String REQUEST = "the request: method, url and what it carries";
    private static final String URL = "an address that begins with http://, https:// or ${env:NAME}";

    private HttpLoader() {}

    static Optional<Http> load(YamlValue written, Map<String, ApiSpec> apis) {
        YamlMap http = written.map(REQUEST);
        Optional<String> method =
                http.required("method", "GET, POST, PUT, PATCH or DELETE").flatMap(YamlValue::text);
        @Nullable ApiSpec api = ApiLoader.named(http, apis).orElse(null);
        Optional<String> url = http.required("url", http.has("api") ? "a path that begins with /" : URL)
                .flatMap(YamlValue::text);
        Map<String, String> query = http.texts("query");
        Map<String, String> headers = ApiLoader.headers(api, http);
        Object json = http.value("json").flatMap(YamlValue::tree).orElse(null);
        @Nullable Pages pages = pages(http);
        @Nullable String sign = http.textOrNull("sign");
        http.finish();
        if (method.isEmpty() || url.isEmpty() || http.has("api") != (api != null)) {
            return Optional.empty();
        } else if (api != null && !url.get().startsWith("/")) {
            http.wrong("url", url.get(), "a path that begins with /, below the address of '" + api.name() + "'");
            return Optional.empty();
        }
        String address = api == null ? url.get() : api.base() + url.get();
        return http.build(
                () -> HttpRules.checked(new Http(method.get(), address, query, headers, json, api, pages, sign)));
    }

    private static @Nullable Pages pages(YamlMap http) {
        Optional<YamlMap> map =
                http.value("pages").map(value -> value.map("list and next")).filter(YamlMap::usable);
        if (map.isEmpty()) {
            return null;
        }
        YamlMap pages = map.get();
        Optional<String> list =
                pages.required("list", "a JSONPath that leads to a list").flatMap(YamlValue::text);
        Optional<String> next =
                pages.required("next", "link, or a JSONPath such as $.next").flatMap(YamlValue::text);
        @Nullable String parameter = pages.textOrNull("parameter");
        int most = pages.integer("most", Pages.DEFAULT_PAGES);
        pages.finish();
        return list.isEmpty() || next.isEmpty()
                ? null
                : pages.build(() -> new Pages(list.get(), next.get(), parameter, most))
                        .orElse(null);
    }
}
