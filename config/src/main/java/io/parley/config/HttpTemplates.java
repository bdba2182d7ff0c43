package io.parley.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every template of a request, or of the arguments of a tool, and where it stands, for the checks that look at all of them. */
final class HttpTemplates {
    private HttpTemplates() {}

    /**
     * @param key its place, relative to the action: {@code http.json.order.size}
     * @param optional whether it is left out where its value is missing
     */
    record Place(String key, Template template, boolean optional) {}

    /** None where the action is a script or a function. */
    static List<Place> of(ActionSpec.Kind kind) {
        List<Place> places = new ArrayList<>();
        if (kind instanceof ActionSpec.Http http) {
            http(places, http);
        } else if (kind instanceof McpTool mcp) {
            tree(places, "mcp.arguments", mcp.arguments(), false);
        } else if (kind instanceof OpenApiOperation openapi) {
            tree(places, "openapi.arguments", openapi.arguments(), false);
        } else if (kind instanceof HomeRequest home) {
            String key = "home-assistant." + (home.service() == null ? "state" : "entity");
            places.add(new Place(key, home.which(), false));
            tree(places, "home-assistant.data", home.data(), false);
        } else if (kind instanceof StreamRequest stream) {
            tree(places, "stream.arguments", stream.arguments(), false);
        }
        return places;
    }

    private static void http(List<Place> places, ActionSpec.Http http) {
        places.add(new Place("http.url", Template.parse(http.url()), false));
        http.query().forEach((name, text) -> places.add(whole("http.query." + name, text)));
        http.headers().forEach((name, text) -> places.add(whole("http.headers." + name, text)));
        if (http.json() != null) {
            tree(places, "http.json", http.json(), false);
        }
    }

    private static Place whole(String key, String text) {
        Template template = Template.parse(text);
        return new Place(key, template, template.isValue());
    }

    /** @param part whether it is a part of the body, not all of it */
    private static void tree(List<Place> places, String key, Object tree, boolean part) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((name, value) -> tree(places, key + "." + name, value, true));
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                tree(places, key + "[" + i + "]", list.get(i), true);
            }
        } else if (tree instanceof String text) {
            Place place = whole(key, text);
            places.add(part ? place : new Place(key, place.template(), false));
        }
    }
}
