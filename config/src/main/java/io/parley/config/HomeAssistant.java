package io.parley.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A home that Home Assistant runs, and what of it may be reached by its REST API.
 *
 * @param url where it is; holds <code>${env:NAME}</code> and no slots
 * @param token where the long-lived access token stands
 * @param entities by the words that callers say: {@code porch light: light.porch}. No others
 * @param services those that may be called: {@code light.turn_off}. No others
 */
public record HomeAssistant(String url, String token, Map<String, String> entities, Set<String> services) {
    static final int MAX_ENTITIES = 500;
    static final int MAX_SERVICES = 64;

    /** A domain and a name in it, such as light.porch. */
    private static final Pattern ID = Pattern.compile("[a-z0-9_]{1,64}\\.[a-z0-9_]{1,64}");

    public HomeAssistant {
        entities = Frozen.map(entities);
        services = Set.copyOf(new LinkedHashSet<>(services));
        Rules rules = new Rules();
        HttpRules.api(rules, url, Map.of());
        HttpRules.secret(rules, "token", token);
        rules.require(!entities.isEmpty(), "entities", null, "entities by the words that callers say");
        AgentRules.atMost(rules, "entities", entities.size(), MAX_ENTITIES);
        AgentRules.atMost(rules, "services", services.size(), MAX_SERVICES);
        entities.forEach((words, id) ->
                rules.require(ID.matcher(id).matches(), "entities." + words, id, "an entity such as light.porch"));
        services.forEach(
                id -> rules.require(ID.matcher(id).matches(), "services", id, "services such as light.turn_off"));
        rules.check();
    }
}
