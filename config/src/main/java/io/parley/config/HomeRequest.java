package io.parley.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A service of a home that is called, or the state of one of its entities that is asked for.
 *
 * @param service null for the state
 * @param entity the words for it, or the slot whose value they are: {@code "{light}"}
 * @param data what the service gets besides: a tree whose strings are templates. A value that is exactly {@code "{slot}"} is
 *     left out where the caller gave none
 */
public record HomeRequest(HomeAssistant home, @Nullable String service, String entity, Map<String, Object> data)
        implements ActionSpec.Kind {
    /** By which a service reaches more than its entity. */
    private static final List<String> TARGETS =
            List.of("entity_id", "area_id", "device_id", "floor_id", "label_id", "target");

    public HomeRequest {
        data = HttpRules.arguments("data", data);
        Rules rules = new Rules();
        for (String name : TARGETS) {
            rules.require(!data.containsKey(name), "data." + name, null, "no such key: the entity alone is reached");
        }
        String key = service == null ? "state" : "entity";
        boolean slot =
                Words.template(rules, key, entity).filter(Template::isValue).isPresent();
        rules.require(
                slot || home.entities().containsKey(entity),
                key,
                entity,
                "{slot}, or one of the home's entities: "
                        + String.join(", ", home.entities().keySet()));
        rules.require(
                service == null || home.services().contains(service),
                "service",
                service,
                "one of the home's services: " + String.join(", ", new TreeSet<>(home.services())));
        rules.check();
        rules.require(!reached(home, service, entity).isEmpty(), key, entity, "an entity of the service's domain")
                .check();
    }

    /** What may be reached: entities by their words. A service acts on those of its domain. */
    public Map<String, String> reached() {
        return reached(home, service, entity);
    }

    private static Map<String, String> reached(HomeAssistant home, @Nullable String service, String entity) {
        Map<String, String> reached = new LinkedHashMap<>(home.entities());
        reached.keySet().removeIf(words -> home.entities().containsKey(entity) && !words.equals(entity));
        if (service != null && !service.startsWith("homeassistant.")) {
            String domain = service.substring(0, service.indexOf('.') + 1);
            reached.values().removeIf(id -> !id.startsWith(domain));
        }
        return reached;
    }

    /** The template that says which of them is meant. */
    Template which() {
        return home.entities().containsKey(entity) ? Template.parse("") : Template.parse(entity);
    }
}
