package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Http;
import io.parley.config.Template;
import io.parley.config.Template.Env;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values for the environment variables of actions whose requests never leave. */
final class StandIns {
    private static final String BASE = "http://1";
    private static final String ANYTHING = "1";

    private StandIns() {}

    /** @param env the real environment, which counts where a variable is set */
    static Map<String, String> of(Collection<ActionSpec> actions, Map<String, String> env) {
        Map<String, String> all = new HashMap<>();
        actions.forEach(action -> {
            if (action.kind() instanceof Http http) {
                add(all, http);
            }
        });
        env.forEach((name, value) -> {
            if (!value.isBlank()) {
                all.put(name, value);
            }
        });
        return all;
    }

    private static void add(Map<String, String> all, Http http) {
        variables(http.url()).forEach(name -> all.putIfAbsent(name, ANYTHING));
        http.query().values().forEach(text -> variables(text).forEach(name -> all.putIfAbsent(name, ANYTHING)));
        http.headers().values().forEach(text -> variables(text).forEach(name -> all.putIfAbsent(name, ANYTHING)));
        tree(all, http.json());
        List<Template.Part> url = Template.parse(http.url()).parts();
        if (!url.isEmpty() && url.get(0) instanceof Env base) {
            all.put(base.name(), BASE);
        }
    }

    private static void tree(Map<String, String> all, @org.jspecify.annotations.Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            map.values().forEach(value -> tree(all, value));
        } else if (json instanceof List<?> list) {
            list.forEach(value -> tree(all, value));
        } else if (json instanceof String text) {
            variables(text).forEach(name -> all.putIfAbsent(name, ANYTHING));
        }
    }

    private static List<String> variables(String text) {
        return Template.parse(text).parts().stream()
                .filter(Env.class::isInstance)
                .map(part -> ((Env) part).name())
                .toList();
    }
}
