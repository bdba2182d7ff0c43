package io.parley.server.web;

import io.netty.util.NetUtil;
import io.parley.agent.CallHandler;
import io.parley.agent.Termination;
import io.parley.config.HttpConfig;
import io.parley.config.Limits;
import io.parley.media.MediaEngine;
import io.parley.sip.OtherCalls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Telephone calls by HTTP (after RFC 9725): an offer is posted to {@code /phone/NUMBER}; 201 brings the answer and a
 * Location, which is deleted to hang up and tells how the call ended. On the HTTP server's event loop.
 */
public final class WebPhone {
    static final String SDP = "application/sdp";
    /** As much as a session description may have. */
    static final int MOST_BYTES = 8_192;

    /** What was dialled, in a request that may call. */
    private static final String NUMBER = "number";

    private static final int TOKEN_BYTES = 16;
    private static final String RETRY_SECONDS = "5";

    /**
     * What it works with.
     *
     * @param numbers shown to be chosen from
     */
    public record Parts(
            Vertx vertx,
            HttpConfig config,
            Limits limits,
            OtherCalls lines,
            MediaEngine media,
            CallHandler handler,
            Supplier<List<String>> numbers) {}

    private final Parts parts;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final Hosts hosts;
    private final Callers callers = new Callers(System::nanoTime);
    /** By the secret part of their Locations; as many as there are lines. */
    private final Map<String, Open> calls = new ConcurrentHashMap<>();

    private record Open(WebCall call, Follower follower) {}

    public WebPhone(Parts parts) {
        this.parts = parts;
        this.hosts = new Hosts(parts.config());
    }

    /** Adds its routes; none where there is no phone. */
    public void mount(Router router) {
        if (!parts.config().phone().isThere()) {
            return;
        }
        WebPage page = new WebPage();
        router.get("/phone").handler(page::index);
        router.get("/phone/phone.js").handler(page::script);
        router.get("/phone/phone.css").handler(page::style);
        router.get("/phone/numbers.json").handler(this::numbers);
        router.get("/phone/calls/:token").handler(this::follow);
        router.delete("/phone/calls/:token").handler(this::hangUp);
        router.post("/phone/:number").handler(this::mayCall);
        router.post("/phone/:number")
                .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
                .handler(this::call);
    }

    private void numbers(RoutingContext http) {
        List<String> shown = parts.numbers().get().stream()
                .filter(parts.config().phone()::allows)
                .toList();
        String list = String.join(",", shown.stream().map(WebPhone::quoted).toList());
        http.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end("{\"numbers\":[" + list + "]}\n");
    }

    /** Numbers have no letters that JSON would not take ({@code Numbers}). */
    private static String quoted(String number) {
        return '"' + number.replaceAll("[\"\\\\\\p{Cntrl}]", "") + '"';
    }

    /** What can be told before the body has come. */
    private void mayCall(RoutingContext http) {
        HttpServerRequest request = http.request();
        String type = request.getHeader("Content-Type");
        if (!hosts.isSameOrigin(request)) {
            problem(http, 403, "calls are made from this server's own pages");
        } else if (type == null
                || !type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(SDP)) {
            problem(http, 415, "expected " + SDP);
        } else {
            parts.config()
                    .phone()
                    .dialled(http.pathParam("number"))
                    .ifPresentOrElse(
                            number -> {
                                http.put(NUMBER, number);
                                http.next();
                            },
                            () -> problem(http, 404, "there is no such number here"));
        }
    }

    private void call(RoutingContext http) {
        String offer = http.body().asString();
        InetAddress far = far(http.request());
        if (offer == null || offer.isBlank()) {
            problem(http, 400, "expected a session description");
        } else if (far == null) {
            problem(http, 400, "an address that cannot be read");
        } else if (!callers.take(far)) {
            problem(http, 429, "too many calls from there");
        } else {
            take(http, offer, far);
        }
    }

    private void take(RoutingContext http, String offer, InetAddress far) {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        OtherCalls.Line line = parts.lines().take(far, why -> {
            Open open = calls.get(token);
            if (open != null) {
                open.call().hangUpSoon(why);
            }
        });
        if (line == null) {
            callers.over(far);
            problem(http, 503, "every line is taken");
            return;
        }
        WebCall call = new WebCall(parts.vertx(), line, http.get(NUMBER), parts.limits(), clock.instant());
        Follower follower = new Follower(parts.vertx());
        calls.put(token, new Open(call, follower));
        io.vertx.core.Context here = parts.vertx().getOrCreateContext();
        call.end().onComplete(over -> {
            calls.remove(token);
            here.runOnContext(v -> {
                callers.over(far);
                follower.ended(String.valueOf(over.result()));
            });
        });
        http.response().closeHandler(gone -> {
            if (!http.response().ended()) {
                call.hangUpSoon(Termination.cancelled());
            }
        });
        call.receive(offer, parts.handler(), parts.media())
                .onComplete(answered -> here.runOnContext(v -> {
                    if (answered.succeeded()) {
                        created(http, token, answered.result());
                    } else {
                        refused(http, answered.cause());
                    }
                }));
    }

    private static void created(RoutingContext http, String token, String answer) {
        http.response()
                .setStatusCode(201)
                .putHeader("Content-Type", SDP)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Location", "/phone/calls/" + token)
                .end(answer);
    }

    private static void refused(RoutingContext http, Throwable why) {
        int status = why instanceof WebCall.Refused refused ? refused.status() : 500;
        problem(http, status, status == 500 ? "a fault of ours; the log says more" : String.valueOf(why.getMessage()));
    }

    /** Who calls: behind a proxy on this machine, whom that names. */
    private static @Nullable InetAddress far(HttpServerRequest request) {
        String seen = request.remoteAddress().hostAddress();
        String forwarded = request.getHeader("X-Forwarded-For");
        try {
            InetAddress peer = seen == null ? null : InetAddress.getByName(seen);
            if (peer == null || !peer.isLoopbackAddress() || forwarded == null) {
                return peer;
            }
            String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
            byte[] named = NetUtil.createByteArrayFromIpAddressString(last);
            return named == null ? null : InetAddress.getByAddress(named);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private void hangUp(RoutingContext http) {
        Open open = calls.get(http.pathParam("token"));
        if (!hosts.isSameOrigin(http.request())) {
            problem(http, 403, "calls are made from this server's own pages");
        } else if (open == null) {
            problem(http, 404, "there is no such call");
        } else {
            open.call().hangUpSoon(Termination.callerHungUp());
            http.response().setStatusCode(200).end();
        }
    }

    /** Tells, as server-sent events, how the call ends. */
    private void follow(RoutingContext http) {
        Open open = calls.get(http.pathParam("token"));
        if (open == null) {
            problem(http, 404, "there is no such call");
        } else {
            open.follower().follow(http.response());
        }
    }

    private static void problem(RoutingContext http, int status, String why) {
        HttpServerResponse response = http.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (status == 503 || status == 429) {
            response.putHeader("Retry-After", RETRY_SECONDS);
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(why + "\n");
    }
}
