package io.parley.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a file's home, and actions that call its services or ask for its states. */
final class HomeLoader {
    static final String KEY = "home-assistant";

    private static final String HOME = "a home: url, token, and the entities and services that may be reached";
    private static final String REQUEST = "service and entity, or state";

    private HomeLoader() {}

    static Optional<HomeAssistant> home(YamlMap file) {
        Optional<YamlMap> written =
                file.value(KEY).map(value -> value.map(HOME)).filter(YamlMap::usable);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlMap home = written.get();
        Optional<String> url = home.required("url", "an address that begins with http://, https:// or ${env:NAME}")
                .flatMap(YamlValue::text);
        Optional<String> token = home.required("token", HttpRules.SECRET).flatMap(YamlValue::text);
        Map<String, String> entities = home.texts("entities");
        List<String> services = home.textList("services");
        home.finish();
        return url.isEmpty() || token.isEmpty()
                ? Optional.empty()
                : home.build(() -> new HomeAssistant(url.get(), token.get(), entities, new LinkedHashSet<>(services)));
    }

    static Optional<HomeRequest> request(YamlValue value, Optional<HomeAssistant> home) {
        YamlMap request = value.map(REQUEST);
        @Nullable String service = request.textOrNull("service");
        @Nullable String entity = request.textOrNull("entity");
        @Nullable String state = request.textOrNull("state");
        Map<String, Object> data = new LinkedHashMap<>();
        request.map("data").values().forEach((name, part) -> part.tree().ifPresent(tree -> data.put(name, tree)));
        request.finish();
        String which = state == null ? entity : state;
        boolean one =
                state == null ? service != null && entity != null : service == null && entity == null && data.isEmpty();
        if (request.usable() && (!one || home.isEmpty())) {
            value.wrong(home.isEmpty() ? "a home in the file's own " + KEY : REQUEST);
        }
        return which == null || !one || home.isEmpty()
                ? Optional.empty()
                : request.build(() -> new HomeRequest(home.get(), service, which, data));
    }
}
