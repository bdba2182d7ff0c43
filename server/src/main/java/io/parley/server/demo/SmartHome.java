package io.parley.server.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A house that speaks Home Assistant's REST API: {@code GET /api/states/ENTITY}, {@code POST /api/services/DOMAIN/SERVICE}, with a
 * bearer token. Safe on any thread.
 */
final class SmartHome {
    private final String token = UUID.randomUUID().toString();
    private final Map<String, String> states = new LinkedHashMap<>();

    SmartHome() {
        states.put("light.porch", "on");
        states.put("light.kitchen", "off");
        states.put("light.bedroom", "on");
        states.put("cover.garage_door", "closed");
        states.put("cover.front_door", "open");
    }

    String token() {
        return token;
    }

    synchronized Map<String, String> states() {
        return Map.copyOf(states);
    }

    void mount(Router router) {
        router.route("/api/*").handler(this::admit);
        router.get("/api/states/:entity").handler(this::state);
        router.post("/api/services/:domain/:service").handler(this::call);
    }

    private void admit(RoutingContext http) {
        if (("Bearer " + token).equals(http.request().getHeader("Authorization"))) {
            http.next();
        } else {
            http.response().setStatusCode(401).end("401: Unauthorized");
        }
    }

    private void state(RoutingContext http) {
        String entity = http.pathParam("entity");
        String state = state(entity, null);
        if (state == null) {
            Kitchen.answer(http, 404, new JsonObject().put("message", "Entity not found."));
        } else {
            Kitchen.answer(http, 200, json(entity, state));
        }
    }

    private void call(RoutingContext http) {
        String entity = entity(http);
        String to = switch (http.pathParam("service")) {
            case "turn_on" -> "on";
            case "turn_off" -> "off";
            default -> "";
        };
        if (to.isEmpty() || !entity.startsWith(http.pathParam("domain") + ".") || state(entity, to) == null) {
            Kitchen.answer(http, 400, new JsonObject().put("message", "Bad Request"));
        } else {
            http.response()
                    .putHeader("content-type", "application/json")
                    .end(new JsonArray().add(json(entity, to)).encode());
        }
    }

    /** @param to null to leave it as it is */
    private synchronized @Nullable String state(String entity, @Nullable String to) {
        return to == null ? states.get(entity) : states.computeIfPresent(entity, (id, before) -> to);
    }

    private static JsonObject json(String entity, String state) {
        return new JsonObject().put("entity_id", entity).put("state", state).put("attributes", new JsonObject());
    }

    private static String entity(RoutingContext http) {
        try {
            return String.valueOf(http.body().asJsonObject().getString("entity_id"));
        } catch (RuntimeException e) {
            return "";
        }
    }
}
