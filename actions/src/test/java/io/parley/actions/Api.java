package io.parley.actions;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that really listens, and does what a test asks of it. */
final class Api implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> peerClosed = new CompletableFuture<>();

    interface Behaviour {
        /** @param number 1 for the first request */
        void answer(int number, Seen request, HttpServerResponse response);
    }

    record Seen(String method, String uri, Map<String, String> headers, String body, List<String> headerNames) {
        String header(String name) {
            return headers.get(name);
        }
    }

    Api(Vertx vertx, Behaviour behaviour) {
        this(vertx, new HttpServerOptions(), behaviour);
    }

    Api(Vertx vertx, HttpServerOptions options, Behaviour behaviour) {
        AtomicInteger number = new AtomicInteger();
        server = Await.get(vertx.createHttpServer(options)
                .requestHandler(request -> {
                    request.connection().closeHandler(v -> peerClosed.complete(null));
                    request.body().onSuccess(body -> {
                        Seen what = seen(request, body.toString());
                        seen.add(what);
                        behaviour.answer(number.incrementAndGet(), what, request.response());
                    });
                })
                .listen(0, "127.0.0.1"));
    }

    static Api json(Vertx vertx, String json) {
        return new Api(
                vertx,
                (number, request, response) ->
                        response.putHeader("content-type", "application/json").end(json));
    }

    int port() {
        return server.actualPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    Seen next() {
        try {
            Seen next = seen.poll(Await.SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no request came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Requests nobody has taken by {@link #next}. */
    List<Seen> others() {
        List<Seen> others = new ArrayList<>();
        seen.drainTo(others);
        return others;
    }

    /** Done once a client closed its connection. */
    CompletableFuture<Void> peerClosed() {
        return peerClosed;
    }

    @Override
    public void close() {
        Await.get(server.close());
    }

    private static Seen seen(HttpServerRequest request, String body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        List<String> names = new ArrayList<>();
        request.headers().forEach(header -> {
            headers.put(header.getKey(), header.getValue());
            names.add(header.getKey());
        });
        return new Seen(request.method().name(), request.uri(), headers, body, names);
    }
}
