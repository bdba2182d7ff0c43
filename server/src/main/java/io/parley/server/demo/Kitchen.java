package io.parley.server.demo;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /orders} and {@code GET /orders/NUMBER}. An order needs a drink of the menu and may name what else is on
 * it; the same {@code Idempotency-Key} gets the same order again. Safe on any thread.
 */
final class Kitchen {
    private static final int MOST_ORDERS = 1_000;
    private static final int FIRST_NUMBER = 101;
    private static final int LONGEST_KEY = 200;

    /** A value may have words before it, as in "a bit of soy milk". */
    private static final Map<String, Set<String>> MENU = Map.of(
            "drink",
            Set.of(
                    "coffee",
                    "iced coffee",
                    "mocha",
                    "iced mocha",
                    "drip coffee",
                    "house coffee",
                    "espresso",
                    "americano",
                    "cappuccino",
                    "latte"),
            "size",
            Set.of("small", "medium", "large", "eight ounce", "twelve ounce", "sixteen ounce", "twenty ounce"),
            "roast",
            Set.of("light", "medium", "dark"),
            "shots",
            Set.of("single", "double", "triple"),
            "milk",
            Set.of("milk", "whole milk", "skim milk", "soy milk", "almond milk", "cream"),
            "sugar",
            Set.of("sugar", "brown sugar", "sweetener"));

    private record Order(String number, @Nullable String key, Map<String, String> items) {}

    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Order> byKey = new LinkedHashMap<>();
    private int next = FIRST_NUMBER;

    void mount(Router router) {
        router.post("/orders").handler(this::place);
        router.get("/orders/:number").handler(this::show);
    }

    synchronized List<Map<String, String>> orders() {
        return orders.values().stream().map(Order::items).toList();
    }

    private void place(RoutingContext http) {
        String key = http.request().getHeader("Idempotency-Key");
        Map<String, String> items = new TreeMap<>();
        String objection = key != null && key.length() > LONGEST_KEY
                ? "the Idempotency-Key is longer than " + LONGEST_KEY
                : read(http, items);
        if (objection != null) {
            answer(http, 422, new JsonObject().put("reason", objection));
            return;
        }
        Order order = keep(key, items);
        http.response().putHeader(HttpHeaders.LOCATION, "/orders/" + order.number);
        answer(http, 201, json(order));
    }

    private static @Nullable String read(RoutingContext http, Map<String, String> items) {
        try {
            JsonObject body = http.body().asJsonObject();
            for (Map.Entry<String, Object> item : body == null
                    ? Map.<String, Object>of().entrySet()
                    : body.getMap().entrySet()) {
                Set<String> known = MENU.get(item.getKey());
                if (known == null || !(item.getValue() instanceof String value) || !onMenu(known, value)) {
                    return item.getKey() + " " + item.getValue() + " is not on the menu";
                }
                items.put(item.getKey(), value);
            }
        } catch (RuntimeException e) {
            return "an order is a JSON object";
        }
        return items.containsKey("drink") ? null : "an order needs a drink";
    }

    private static boolean onMenu(Set<String> known, String value) {
        return known.contains(value) || known.stream().anyMatch(item -> value.endsWith(" " + item));
    }

    private synchronized Order keep(@Nullable String key, Map<String, String> items) {
        Order before = key == null ? null : byKey.get(key);
        if (before != null) {
            return before;
        }
        Order order = new Order(String.valueOf(next++), key, Map.copyOf(items));
        orders.put(order.number, order);
        if (key != null) {
            byKey.put(key, order);
        }
        if (orders.size() > MOST_ORDERS) {
            Order eldest = orders.remove(new ArrayList<>(orders.keySet()).get(0));
            if (eldest != null && eldest.key != null) {
                byKey.remove(eldest.key);
            }
        }
        return order;
    }

    private void show(RoutingContext http) {
        Order order;
        synchronized (this) {
            order = orders.get(http.pathParam("number"));
        }
        if (order == null) {
            answer(http, 404, new JsonObject().put("reason", "there is no such order"));
        } else {
            answer(http, 200, json(order));
        }
    }

    private static JsonObject json(Order order) {
        JsonObject json = new JsonObject().put("number", order.number);
        order.items.forEach(json::put);
        return json;
    }

    static void answer(RoutingContext http, int status, JsonObject body) {
        http.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.encode() + "\n");
    }
}
