package io.parley.server;

import io.parley.config.HttpConfig;
import io.parley.server.metrics.Metrics;
import io.parley.server.web.Hosts;
import io.parley.server.web.WebPhone;
import io.parley.sip.RegistrationStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health}, {@code /ready}, {@code /metrics}, {@code /trunks}, {@code /calls} and {@code /calls/ID}, which only read, {@code /dial}, which stops calls of ours, and {@code /bans}; the records hold
 * personal data, so it listens on loopback unless the configuration says otherwise.
 */
final class HttpApi implements AutoCloseable {
    private static final Pattern ENABLED = Pattern.compile("\\s*\\{\\s*\"enabled\"\\s*:\\s*(true|false)\\s*\\}\\s*");
    private static final long MAX_BODY = 1_000;
    private static final String REFUSED = "only where http.listen is loopback, and not by a page";

    private final Readiness readiness;
    private final Metrics metrics;
    private final boolean loopback;
    private final Hosts hosts;
    private volatile @Nullable CallDesk desk;
    private volatile Supplier<List<RegistrationStatus>> registrations = List::of;
    private volatile @Nullable DialSwitch dialling;
    private volatile Supplier<Map<String, String>> bans = Map::of;
    private volatile Predicate<String> lift = source -> false;
    private final Router routes;
    private @Nullable HttpServer server;

    private HttpApi(Vertx vertx, HttpConfig config, Readiness readiness, Metrics metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.loopback = HttpConfig.isLoopback(config.host());
        this.hosts = new Hosts(config);
        this.routes = router(vertx);
    }

    /** @throws ServerFault when the address cannot be had */
    static HttpApi listen(Vertx vertx, HttpConfig config, Readiness readiness, Metrics metrics) {
        return listen(vertx, config, readiness, metrics, Connections.standard(), Connections.IDLE);
    }

    static HttpApi listen(
            Vertx vertx,
            HttpConfig config,
            Readiness readiness,
            Metrics metrics,
            Connections connections,
            Duration idle) {
        HttpApi api = new HttpApi(vertx, config, readiness, metrics);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setHttp2ClearTextEnabled(false) // one connection, one request at a time
                .setIdleTimeout((int) idle.toSeconds());
        try {
            api.server = Waiting.on(
                    vertx.createHttpServer(options)
                            .connectionHandler(connections::admit)
                            .requestHandler(api.routes)
                            .listen()
                            .recover(e -> io.vertx.core.Future.failedFuture(refused(config, e))),
                    "HTTP");
            return api;
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    private static ServerFault refused(HttpConfig config, Throwable why) {
        String what = "http.listen " + config.host() + ":" + config.port() + ": ";
        return why instanceof BindException
                ? new ServerFault(
                        what + "cannot listen there (" + why.getMessage()
                                + "); is another program on that port? Choose one with --http-port or http.listen",
                        why)
                : new ServerFault(what + why, why);
    }

    private Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(this::checkHost);
        router.get("/health").handler(http -> answer(http, 200, Map.of("status", "ok")));
        router.get("/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
        router.get("/calls").handler(this::calls);
        router.get("/trunks").handler(this::trunks);
        router.get("/dial").handler(this::dial);
        router.put("/dial")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .handler(this::turn);
        router.get("/bans").handler(http -> answer(http, 200, Map.of("bans", bans.get())));
        router.deleteWithRegex("/bans/(?<source>.+)").handler(this::lift);
        router.get("/calls/:id").handler(this::call);
        router.errorHandler(404, http -> problem(http, 404, "there is no such thing here"));
        router.errorHandler(405, http -> problem(http, 405, "not by that method"));
        router.errorHandler(500, http -> problem(http, 500, "a fault of ours; the log says more"));
        return router;
    }

    /** A web page elsewhere must not read this through a name that it lets point to loopback (DNS rebinding). */
    private void checkHost(RoutingContext http) {
        HostAndPort asked = http.request().authority();
        String path = http.normalizedPath();
        boolean phone = path.equals("/phone") || path.startsWith("/phone/");
        if (phone ? hosts.isOurs(asked) : !loopback || Hosts.isLocal(asked)) {
            http.next();
        } else {
            problem(http, 421, "this server is asked as localhost, and its phone by the names of http.hosts too");
        }
    }

    private void ready(RoutingContext http) {
        String obstacle = readiness.obstacle();
        if (obstacle == null) {
            List<String> missing = readiness.missing();
            answer(http, 200, missing.isEmpty() ? Map.of("ready", true) : Map.of("ready", true, "missing", missing));
        } else {
            Map<String, Object> notYet = new LinkedHashMap<>();
            notYet.put("ready", false);
            notYet.put("reason", obstacle);
            answer(http, 503, notYet);
        }
    }

    private void metrics(RoutingContext http) {
        http.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(metrics.text());
    }

    private void calls(RoutingContext http) {
        CallDesk open = desk;
        answer(http, 200, Map.of("calls", open == null ? List.of() : Records.list(open.live())));
    }

    private void call(RoutingContext http) {
        CallDesk open = desk;
        if (open == null) {
            problem(http, 503, "starting");
            return;
        }
        open.record(http.pathParam("id")).onComplete(found -> {
            if (found.failed()) {
                problem(http, 503, "the store is away");
            } else if (found.result() == null) {
                problem(http, 404, "there is no such call");
            } else {
                json(http, 200, found.result());
            }
        });
    }

    private void dial(RoutingContext http) {
        DialSwitch by = dialling;
        if (by == null) {
            problem(http, 503, "starting");
        } else {
            answer(http, 200, Map.of("enabled", by.isOn()));
        }
    }

    /** PUT and JSON: no page of another origin can send that unasked, and this answers nobody who asks. */
    private void turn(RoutingContext http) {
        DialSwitch by = dialling;
        String body = http.body().asString();
        Matcher wish = ENABLED.matcher(body == null ? "" : body);
        String type = http.request().getHeader("Content-Type");
        if (!mayChange(http)) {
            problem(http, 403, REFUSED);
        } else if (type == null || !type.startsWith("application/json") || !wish.matches()) {
            problem(http, 400, "expected Content-Type: application/json and {\"enabled\": true} or false");
        } else if (by == null) {
            problem(http, 503, "starting");
        } else {
            by.turn(wish.group(1).equals("true"));
            dial(http);
        }
    }

    private boolean mayChange(RoutingContext http) {
        return loopback && http.request().getHeader("Origin") == null;
    }

    private void lift(RoutingContext http) {
        if (!mayChange(http)) {
            problem(http, 403, REFUSED);
        } else if (lift.test(http.pathParam("source"))) {
            http.response().setStatusCode(204).end();
        } else {
            problem(http, 404, "nobody is banned by that name");
        }
    }

    private void trunks(RoutingContext http) {
        List<Map<String, Object>> list =
                registrations.get().stream().map(HttpApi::trunk).toList();
        answer(http, 200, Map.of("trunks", list));
    }

    private static Map<String, Object> trunk(RegistrationStatus status) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("trunk", status.trunk());
        shown.put("state", status.state().name().toLowerCase(Locale.ROOT));
        if (status.reason() != null) {
            shown.put("reason", status.reason());
        }
        if (status.server() != null) {
            shown.put("server", status.server());
        }
        shown.put("expires_s", status.expiresSeconds());
        return shown;
    }

    /** What stops calls of ours. */
    void dialling(DialSwitch by) {
        dialling = by;
    }

    /**
     * Whose bans are shown, and lifted.
     *
     * @param all by source: why, and for how long
     * @param lifting tells whether there was one
     */
    void bans(Supplier<Map<String, String>> all, Predicate<String> lifting) {
        bans = all;
        lift = lifting;
    }

    /** Whose registrations are shown from now on. */
    void trunks(Supplier<List<RegistrationStatus>> of) {
        registrations = of;
    }

    /** Takes calls from browsers from now on. */
    void phone(WebPhone phone) {
        phone.mount(routes);
    }

    /** Whose calls are shown from now on. */
    void show(CallDesk open) {
        desk = open;
    }

    int port() {
        return server == null ? 0 : server.actualPort();
    }

    private static void problem(RoutingContext http, int status, String why) {
        answer(http, status, Map.of("error", why));
    }

    private static void answer(RoutingContext http, int status, Map<String, Object> body) {
        json(http, status, Json.text(body));
    }

    private static void json(RoutingContext http, int status, String body) {
        http.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body + "\n");
    }

    @Override
    public void close() {
        if (server != null) {
            Waiting.on(server.close(), "closing HTTP");
        }
    }
}
