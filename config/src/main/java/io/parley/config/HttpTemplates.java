package io.parley.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every template of a request and where it stands, for the checks that look at all of them. */
final class HttpTemplates {
    private HttpTemplates() {}

    /**
     * @param key its place, relative to {@code http}: {@code json.order.size}
     * @param optional whether it is left out where its value is missing
     */
    record Place(String key, Template template, boolean optional) {}

    static List<Place> of(ActionSpec.Http http) {
        List<Place> places = new ArrayList<>();
        places.add(new Place("url", Template.parse(http.url()), false));
        http.query().forEach((name, text) -> places.add(new Place("query." + name, Template.parse(text), false)));
        http.headers().forEach((name, text) -> places.add(new Place("headers." + name, Template.parse(text), false)));
        if (http.json() != null) {
            tree(places, "json", http.json(), false);
        }
        return places;
    }

    private static void tree(List<Place> places, String key, Object tree, boolean member) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((name, value) -> tree(places, key + "." + name, value, true));
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                tree(places, key + "[" + i + "]", list.get(i), false);
            }
        } else if (tree instanceof String text) {
            Template template = Template.parse(text);
            places.add(new Place(key, template, member && template.isValue()));
        }
    }
}
