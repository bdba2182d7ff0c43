package io.parley.server.demo;

import io.parley.config.AgentSpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The business behind the examples: a kitchen that takes orders, a list of digits, a bank and a house, as a real HTTP service on
 * loopback. Everything is forgotten when the process ends.
 */
public final class ExampleApis {
    private static final String TOKEN = "HOME_TOKEN";

    /** Variables under which the examples' actions look for it. */
    public static final List<String> VARIABLES = List.of("ORDERS_URL", "DIGITS_URL", "BANK_URL", "HOME_URL", TOKEN);

    private static final int MOST_BODY_BYTES = 16_384;

    private final Kitchen kitchen;
    private final DigitList digits;
    private final Bank bank;
    private final SmartHome home;
    private final HttpServer server;

    private ExampleApis(Kitchen kitchen, DigitList digits, Bank bank, SmartHome home, HttpServer server) {
        this.kitchen = kitchen;
        this.digits = digits;
        this.bank = bank;
        this.home = home;
        this.server = server;
    }

    /** Listens on a free port of loopback. */
    public static Future<ExampleApis> start(Vertx vertx) {
        Kitchen kitchen = new Kitchen();
        DigitList digits = new DigitList();
        Bank bank = new Bank(LocalDate::now);
        SmartHome home = new SmartHome();
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
        kitchen.mount(router);
        digits.mount(router);
        bank.mount(router);
        home.mount(router);
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                .map(server -> new ExampleApis(kitchen, digits, bank, home, server));
    }

    /**
     * Whether an agent is one of the examples that come with Parley.
     *
     * @param examples the folder they lie in
     */
    public static boolean isExample(Path examples, AgentSpec agent) {
        return agent.folder().toAbsolutePath().normalize().startsWith(examples);
    }

    /** The variables and what they stand for. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        VARIABLES.forEach(name -> environment.put(name, url()));
        environment.put(TOKEN, home.token());
        return environment;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** What has been ordered, each order once, oldest first: slot to value. */
    public List<Map<String, String>> orders() {
        return kitchen.orders();
    }

    /** The digits that were written down, oldest first. */
    public List<String> digits() {
        return digits.list();
    }

    /** Whether lights are on and doors closed, by entity. */
    public Map<String, String> homeStates() {
        return home.states();
    }

    /** The cards that were blocked, oldest first: account, and which. */
    public List<Bank.Blocked> blockedCards() {
        return bank.blocked();
    }

    public Future<Void> close() {
        return server.close();
    }
}
