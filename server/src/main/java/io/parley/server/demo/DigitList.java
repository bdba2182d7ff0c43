package io.parley.server.demo;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** {@code POST /digits}: writes one digit down. Safe on any thread. */
final class DigitList {
    private static final int MOST = 10_000;

    private final Deque<String> digits = new ArrayDeque<>();

    void mount(Router router) {
        router.post("/digits").handler(this::add);
    }

    synchronized List<String> list() {
        return List.copyOf(digits);
    }

    private void add(RoutingContext http) {
        String digit = digit(http);
        if (digit.matches("[0-9]")) {
            keep(digit);
            Kitchen.answer(http, 201, new JsonObject().put("digit", digit));
        } else {
            Kitchen.answer(http, 422, new JsonObject().put("reason", "that is not one digit"));
        }
    }

    private synchronized void keep(String digit) {
        digits.add(digit);
        if (digits.size() > MOST) {
            digits.remove();
        }
    }

    private static String digit(RoutingContext http) {
        try {
            return String.valueOf(http.body().asJsonObject().getValue("digit"));
        } catch (RuntimeException e) {
            return "";
        }
    }
}
