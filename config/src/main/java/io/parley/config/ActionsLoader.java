package io.parley.config;

import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.Kind;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ActionSpec.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code actions.yaml}. */
final class ActionsLoader {
    private static final String ACTIONS = "actions by name";

    /**
     * @param declared every name that stands in the file, also of those that are wrong
     * @param readable whether the file's keys are known at all
     */
    record Actions(Set<String> declared, Map<String, ActionSpec> actions, boolean readable) {}

    /**
     * What a file's actions have in common.
     *
     * @param folder where the file lies
     */
    private record Shared(
            Path folder, Map<String, ApiSpec> apis, Map<String, McpServer> servers, Optional<HomeAssistant> home) {}

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
        Shared shared = new Shared(
                folder,
                ApiLoader.apis(file.get(), folder),
                McpLoader.servers(file.get(), folder),
                HomeLoader.home(file.get()));
        written.forEach((name, value) -> action(name, value, shared).ifPresent(action -> actions.put(name, action)));
        file.get().finish();
        return new Actions(written.keySet(), actions, map.isPresent());
    }

    private static Optional<ActionSpec> action(String name, YamlValue value, Shared shared) {
        YamlMap action = value.map("what the action does");
        Optional<? extends Kind> kind = kind(action, shared);
        Map<String, String> result = new LinkedHashMap<>();
        Map<String, Rows> lists = new LinkedHashMap<>();
        results(action.map("result"), result, lists);
        Object example = action.value("example").flatMap(YamlValue::tree).orElse(null);
        Optional<Risk> risk = risk(action);
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

    /** A tool of which nothing is said is one that cannot be undone: what its server says of it is no promise. */
    private static Optional<Risk> risk(YamlMap action) {
        return action.has("mcp") && action.value("risk").isEmpty()
                ? Optional.of(Risk.IRREVERSIBLE)
                : action.required("risk", "read, write or irreversible").flatMap(text -> text.oneOf(Risk.class));
    }

    private static Optional<? extends Kind> kind(YamlMap action, Shared shared) {
        Map<String, Function<YamlValue, Optional<? extends Kind>>> kinds = new LinkedHashMap<>();
        kinds.put("http", value -> HttpLoader.load(value, shared.apis()));
        kinds.put("openapi", value -> OpenApiLoader.load(value, shared.folder(), shared.apis()));
        kinds.put("mcp", value -> McpLoader.tool(value, shared.servers()));
        kinds.put("script", value -> ScriptLoader.load(value, shared.folder()));
        kinds.put("stream", StreamLoader::load);
        kinds.put(HomeLoader.KEY, value -> HomeLoader.request(value, shared.home()));
        List<String> written = kinds.keySet().stream()
                .filter(key -> action.value(key).isPresent())
                .toList();
        if (written.size() > 1) {
            action.wrong(written.get(1), "", "only one of " + String.join(" and ", written));
        } else if (written.isEmpty()) {
            action.required("http", "the request: method, url and what it carries");
            return Optional.empty();
        }
        String key = written.get(written.size() - 1);
        return action.value(key).flatMap(Objects.requireNonNull(kinds.get(key)));
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
}
