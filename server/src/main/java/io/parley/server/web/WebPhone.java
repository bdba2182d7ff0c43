package io.parley.server.web;

import io.netty.util.NetUtil;
import io.parley.agent.CallHandler;
import io.parley.agent.Termination;
import io.parley.config.BrowserPhone;
import io.parley.config.Limits;
import io.parley.media.MediaEngine;
import io.parley.sip.OtherCalls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.InetAddress;
import java.net.URI;
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

    private static final int TOKEN_BYTES = 16;
    private static final String RETRY_SECONDS = "5";
    private static final long KEEP_ALIVE_MILLIS = 15_000;

    /**
     * What it works with.
     *
     * @param numbers shown to be chosen from
     */
    public record Parts(
            Vertx vertx,
            BrowserPhone config,
            Limits limits,
            OtherCalls lines,
            MediaEngine media,
            CallHandler handler,
            Supplier<List<String>> numbers) {}

    private final Parts parts;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final Callers callers = new Callers(System::nanoTime);
    /** By the secret part of their Locations; as many as there are lines. */
    private final Map<String, WebCall> calls = new ConcurrentHashMap<>();

    public WebPhone(Parts parts) {
        this.parts = parts;
    }

    /** Adds its routes; none where there is no phone. */
    public void mount(Router router) {
        if (!parts.config().isThere()) {
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
        List<String> shown =
                parts.numbers().get().stream().filter(parts.config()::allows).toList();
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
        if (!isSameOrigin(request)) {
            problem(http, 403, "calls are made from this server's own pages");
        } else if (type == null
                || !type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(SDP)) {
            problem(http, 415, "expected " + SDP);
        } else if (!parts.config().allows(http.pathParam("number"))) {
            problem(http, 404, "there is no such number here");
        } else {
            http.next();
        }
    }

    /** Browsers say which page makes a request; a page of somebody else must not use a visitor's phone. */
    static boolean isSameOrigin(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        HostAndPort asked = request.authority();
        if (origin == null) {
            return true;
        }
        try {
            String from = new URI(origin).getAuthority();
            return asked != null && from != null && from.equalsIgnoreCase(asked.toString());
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private void call(RoutingContext http) {
        String offer = http.body().asString();
        InetAddress far = far(http.request());
        if (offer == null || offer.isBlank()) {
            problem(http, 400, "expected a session description");
        } else if (far == null) {
            problem(http, 400, "an address that cannot be read");
        } else if (!callers.take(far.getHostAddress())) {
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
            WebCall open = calls.get(token);
            if (open != null) {
                open.hangUpSoon(why);
            }
        });
        if (line == null) {
            callers.over(far.getHostAddress());
            problem(http, 503, "every line is taken");
            return;
        }
        WebCall call = new WebCall(parts.vertx(), line, http.pathParam("number"), parts.limits(), clock.instant());
        calls.put(token, call);
        io.vertx.core.Context here = parts.vertx().getOrCreateContext();
        call.end().onComplete(over -> {
            calls.remove(token);
            here.runOnContext(v -> callers.over(far.getHostAddress()));
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
        WebCall call = calls.get(http.pathParam("token"));
        if (!isSameOrigin(http.request())) {
            problem(http, 403, "calls are made from this server's own pages");
        } else if (call == null) {
            problem(http, 404, "there is no such call");
        } else {
            call.hangUpSoon(Termination.callerHungUp());
            http.response().setStatusCode(200).end();
        }
    }

    /** Tells, as server-sent events, how the call ends. */
    private void follow(RoutingContext http) {
        WebCall call = calls.get(http.pathParam("token"));
        if (call == null) {
            problem(http, 404, "there is no such call");
            return;
        }
        HttpServerResponse events = http.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store");
        events.write(": call\n\n");
        long alive = parts.vertx().setPeriodic(KEEP_ALIVE_MILLIS, timer -> events.write(": \n\n"));
        events.closeHandler(gone -> parts.vertx().cancelTimer(alive));
        io.vertx.core.Context here = parts.vertx().getOrCreateContext();
        call.end()
                .onSuccess(why -> here.runOnContext(v -> {
                    parts.vertx().cancelTimer(alive);
                    if (!events.closed() && !events.ended()) {
                        events.end("event: ended\ndata: " + why + "\n\n");
                    }
                }));
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
