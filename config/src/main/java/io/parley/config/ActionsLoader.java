package io.parley.config;

import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.Kind;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ActionSpec.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code actions.yaml}. */
final class ActionsLoader {
    private static final String ACTIONS = "actions by name";

    /**
     * @param declared every name that stands in the file, also of those that are wrong
     * @param readable whether the file's keys are known at all
     */
    record Actions(Set<String> declared, Map<String, ActionSpec> actions, boolean readable) {}

    private ActionsLoader() {}

    static Actions load(Problems problems) {
        Optional<YamlMap> file = YamlFile.read(problems);
        if (file.isEmpty()) {
            return new Actions(Set.of(), Map.of(), false);
        }
        Map<String, ActionSpec> actions = new LinkedHashMap<>();
        Optional<YamlMap> map = file.get()
                .required("actions", ACTIONS)
                .map(value -> value.map(ACTIONS))
                .filter(YamlMap::usable);
        Map<String, YamlValue> written = map.map(YamlMap::values).orElse(Map.of());
        if (written.size() > AgentSpec.MAX_ACTIONS) {
            file.get().wrong("actions", written.size() + " actions", "at most " + AgentSpec.MAX_ACTIONS + " actions");
            return new Actions(written.keySet(), actions, true);
        }
        Path folder = problems.file().resolveSibling("");
        written.forEach((name, value) -> action(name, value, folder).ifPresent(action -> actions.put(name, action)));
        file.get().finish();
        return new Actions(written.keySet(), actions, map.isPresent());
    }

    private static Optional<ActionSpec> action(String name, YamlValue value, Path folder) {
        YamlMap action = value.map("what the action does");
        Optional<? extends Kind> kind = kind(action, folder);
        Map<String, String> result = new LinkedHashMap<>();
        Map<String, Rows> lists = new LinkedHashMap<>();
        results(action.map("result"), result, lists);
        Object example = action.value("example").flatMap(YamlValue::tree).orElse(null);
        Optional<Risk> risk =
                action.required("risk", "read, write or irreversible").flatMap(text -> text.oneOf(Risk.class));
        Duration deadline = action.duration("deadline", ActionSpec.DEFAULT_DEADLINE);
        int retries = action.integer("retries", ActionSpec.defaultRetries(risk.orElse(Risk.WRITE)));
        OnInterrupt onInterrupt = action.oneOf("on-interrupt", OnInterrupt.KEEP);
        String waiting = action.textOrNull("waiting");
        String failed = action.textOrNull("failed");
        String refused = action.textOrNull("refused");
        action.finish();
        if (!action.usable()) {
            return Optional.empty();
        }
        Optional<ActionSpec> spec = action.build(() -> new ActionSpec(
                name,
                kind.isPresent() ? kind.get() : new Http("GET", "http://localhost/", Map.of(), Map.of(), null),
                result,
                lists,
                example,
                risk.orElse(Risk.WRITE),
                deadline,
                retries,
                onInterrupt,
                waiting,
                failed,
                refused));
        return spec.filter(complete -> kind.isPresent());
    }

    private static Optional<? extends Kind> kind(YamlMap action, Path folder) {
        Optional<YamlValue> script = action.value("script");
        if (script.isEmpty()) {
            return http(action);
        }
        if (action.value("http").isPresent()) {
            action.wrong("script", "", "http or script, not both");
        }
        return ScriptLoader.load(script.get(), folder);
    }

    /** A result is a path, or a list and what is taken of each of its rows. */
    private static void results(YamlMap written, Map<String, String> result, Map<String, Rows> lists) {
        written.values().forEach((name, value) -> {
            if (!value.isMap()) {
                value.text().ifPresent(path -> result.put(name, path));
                return;
            }
            YamlMap rows = value.map("a list and what is taken of each row");
            Optional<String> list =
                    rows.required("list", "a JSONPath that leads to a list").flatMap(YamlValue::text);
            Map<String, String> of = rows.texts("of");
            rows.finish();
            list.ifPresent(path -> lists.put(name, new Rows(path, of)));
        });
    }

    private static Optional<Http> http(YamlMap action) {
        Optional<YamlValue> written = action.required("http", "the request: method, url and what it carries");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlMap http = written.get().map("the request: method, url and what it carries");
        Optional<String> method =
                http.required("method", "GET, POST, PUT, PATCH or DELETE").flatMap(YamlValue::text);
        Optional<String> url = http.required("url", "an address that begins with http://, https:// or ${env:NAME}")
                .flatMap(YamlValue::text);
        Map<String, String> query = http.texts("query");
        Map<String, String> headers = http.texts("headers");
        Object json = http.value("json").flatMap(YamlValue::tree).orElse(null);
        http.finish();
        if (method.isEmpty() || url.isEmpty()) {
            return Optional.empty();
        }
        return http.build(() -> HttpRules.checked(new Http(method.get(), url.get(), query, headers, json)));
    }
}
