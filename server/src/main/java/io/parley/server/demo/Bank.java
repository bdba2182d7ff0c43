package io.parley.server.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bank with two customers: {@code POST /identify} with {@code account} and {@code birthday} gives a token, which {@code
 * GET /balance}, {@code GET /payments} and {@code POST /cards/block} ask for in {@code Authorization: Bearer}. Safe on any
 * thread.
 */
public final class Bank {
    private static final int MOST_TOKENS = 1_000;
    private static final String BEARER = "Bearer ";

    /** A customer as the bank knows them; {@code day} of a payment counts back from today. */
    private record Customer(String account, String birthday, String name, String language, String balance) {}

    private record Payment(String payee, String amount, int daysAgo) {}

    private static final List<Customer> CUSTOMERS = List.of(
            new Customer("40712233", "1984-05-05", "Maria", "en-US", "1250.40"),
            new Customer("55501234", "1961-12-24", "Henry", "en-GB", "87.15"));
    private static final List<Payment> PAYMENTS = List.of(
            new Payment("Bell Telephone", "42.50", 1),
            new Payment("Corner Shop", "8.90", 3),
            new Payment("City Theatre", "64", 9),
            new Payment("Green Grocer", "23.15", 12));
    private static final Set<String> CARDS = Set.of("debit card", "credit card");

    /**
     * A card that was blocked, for who looks at the business itself.
     *
     * @param account of the customer
     */
    public record Blocked(String account, String card) {}

    private final Supplier<LocalDate> today;
    private final Map<String, Customer> tokens = new LinkedHashMap<>();
    private final Map<Blocked, String> blocked = new LinkedHashMap<>();

    /** @param today days of payments are counted back from it */
    Bank(Supplier<LocalDate> today) {
        this.today = today;
    }

    void mount(Router router) {
        router.post("/identify").handler(this::identify);
        router.get("/balance").handler(http -> {
            Customer customer = customer(http);
            if (customer != null) {
                Kitchen.answer(http, 200, new JsonObject().put("balance", customer.balance));
            }
        });
        router.get("/payments").handler(this::payments);
        router.post("/cards/block").handler(this::block);
    }

    /** Cards that were blocked, oldest first. */
    synchronized List<Blocked> blocked() {
        return List.copyOf(blocked.keySet());
    }

    private void identify(RoutingContext http) {
        JsonObject body = body(http);
        for (Customer customer : CUSTOMERS) {
            if (customer.account.equals(body.getString("account"))
                    && customer.birthday.equals(body.getString("birthday"))) {
                Kitchen.answer(
                        http,
                        200,
                        new JsonObject()
                                .put("token", issue(customer))
                                .put("name", customer.name)
                                .put("language", customer.language));
                return;
            }
        }
        // The same answer whether the account exists or not.
        Kitchen.answer(http, 403, new JsonObject().put("reason", "account and date of birth do not match"));
    }

    private synchronized String issue(Customer customer) {
        String token = UUID.randomUUID().toString();
        tokens.put(token, customer);
        if (tokens.size() > MOST_TOKENS) {
            tokens.remove(new ArrayList<>(tokens.keySet()).get(0));
        }
        return token;
    }

    /** Who asks; null where nobody is allowed to, which has then been answered. */
    private synchronized @Nullable Customer customer(RoutingContext http) {
        String authorization = http.request().getHeader("Authorization");
        Customer customer = authorization != null && authorization.startsWith(BEARER)
                ? tokens.get(authorization.substring(BEARER.length()))
                : null;
        if (customer == null) {
            Kitchen.answer(http, 401, new JsonObject().put("reason", "a token of /identify is needed"));
        }
        return customer;
    }

    private void payments(RoutingContext http) {
        if (customer(http) == null) {
            return;
        }
        JsonArray payments = new JsonArray();
        PAYMENTS.forEach(payment -> payments.add(new JsonObject()
                .put("payee", payment.payee)
                .put("amount", payment.amount)
                .put("day", today.get().minusDays(payment.daysAgo).toString())));
        Kitchen.answer(http, 200, new JsonObject().put("payments", payments));
    }

    private void block(RoutingContext http) {
        Customer customer = customer(http);
        if (customer == null) {
            return;
        }
        String card = body(http).getString("card", "");
        if (!CARDS.contains(card)) {
            Kitchen.answer(http, 422, new JsonObject().put("reason", "there is no such card"));
            return;
        }
        Kitchen.answer(http, 200, new JsonObject().put("reference", reference(new Blocked(customer.account, card))));
    }

    /** The same card is blocked once, with one reference. */
    private synchronized String reference(Blocked card) {
        return blocked.computeIfAbsent(card, c -> "BK" + (101 + blocked.size()));
    }

    private static JsonObject body(RoutingContext http) {
        try {
            JsonObject body = http.body().asJsonObject();
            return body == null ? new JsonObject() : body;
        } catch (RuntimeException e) {
            return new JsonObject();
        }
    }
}
