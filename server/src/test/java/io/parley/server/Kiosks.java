package io.parley.server;

import io.parley.testkit.ClosedPort;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Agents that take orders for businesses with troubles, each under its trouble's name: {@code down}, {@code slow},
 * {@code rubbish}, {@code broken}, {@code hung}, {@code drip} (a byte now and then), {@code flood} (10 MB), {@code away}
 * (sends to another host), {@code cut} (ends in the middle of the answer), {@code nowhere} (a name that nobody has); and
 * {@code notes}, which takes down whatever is said.
 */
final class Kiosks implements AutoCloseable {
    /** Longer than it takes to repeat the order, and by far longer than a caller is left without a word. */
    static final int SLOW_MILLIS = 4_500;

    private static final int DRIP_MILLIS = 300;
    private static final int FLOOD_BYTES = 10_000_000;

    private static final String AGENT = """
            parley: 1
            numbers: [%s]
            language: en-US
            voice: { name: heart, style: neutral }
            greeting: Hello, this is an automatic kiosk. What can I get you?
            slots:
              size: { type: choice, ask: Which size?, values: [small, medium, large] }
              drink: { type: choice, ask: Which drink?, values: [latte, espresso, mocha] }
            tasks:
              order:
                examples: ["can I have a {size} {drink}", "get me a {size} {drink}"]
                slots: { size: optional, drink: required }
                confirm: when-unsure
                action: orders.place
                tell: "Your order number is {number|digits}."
                then: goodbye
            """;
    private static final String ACTIONS = """
            parley: 1
            actions:
              orders.place:
                http: { method: POST, url: "%s/orders", json: { size: "{size}", drink: "{drink}" } }
                result: { number: $.number }
                risk: write
                deadline: 6s
                waiting: One moment, I am placing your order.
                failed: I am sorry, I could not reach the kitchen.
                refused: I am sorry, the kitchen cannot make that.
            """;

    private static final String NOTES = """
            parley: 1
            numbers: [notes]
            language: en-US
            voice: { name: heart, style: neutral }
            greeting: Hello, this is an automatic secretary. What shall I write down?
            slots: { note: { type: text } }
            tasks:
              write: { slots: { note: required }, confirm: never, tell: "I wrote, {note}." }
            """;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final ClosedPort closed = new ClosedPort();

    Kiosks(Path folder) {
        server = Waiting.on(
                vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"), "the businesses");
        String url = "http://127.0.0.1:" + server.actualPort() + "/";
        for (String trouble : new String[] {"slow", "rubbish", "broken", "hung", "drip", "flood", "away", "cut"}) {
            write(folder, trouble, url + trouble);
        }
        write(folder, "down", "http://127.0.0.1:" + closed.number());
        // A top-level domain that is kept free (RFC 2606, section 2).
        write(folder, "nowhere", "http://kitchen.invalid");
        write(folder.resolve("notes"), "agent.yaml", NOTES, "");
    }

    private void answer(HttpServerRequest request) {
        String trouble = request.path().split("/")[1];
        switch (trouble) {
            case "slow" ->
                vertx.timer(SLOW_MILLIS, TimeUnit.MILLISECONDS)
                        .onComplete(
                                timer -> request.response().setStatusCode(201).end("{\"number\":\"7\"}"));
            case "rubbish" ->
                request.response().putHeader("Content-Type", "text/html").end("<html>It works!</html>");
            case "broken" -> request.response().setStatusCode(500).end("{\"error\":\"out of beans\"}");
            case "drip" -> {
                request.response().setChunked(true).setStatusCode(201);
                vertx.setPeriodic(DRIP_MILLIS, timer -> {
                    if (request.response().closed()) {
                        vertx.cancelTimer(timer);
                    } else {
                        request.response().write(" ");
                    }
                });
            }
            case "flood" -> request.response().setStatusCode(201).end(" ".repeat(FLOOD_BYTES) + "{\"number\":\"7\"}");
            case "away" ->
                request.response()
                        .setStatusCode(307)
                        .putHeader("Location", "http://localhost:" + server.actualPort() + "/slow/orders")
                        .end();
            case "cut" -> {
                request.response().setStatusCode(201).putHeader("Content-Length", "100");
                request.response()
                        .write("{\"number\":")
                        .onComplete(sent -> request.connection().close());
            }
            default -> {
                // Nothing ever comes.
            }
        }
    }

    private static void write(Path folder, String trouble, String url) {
        Path agent = folder.resolve(trouble);
        write(agent, "agent.yaml", AGENT, trouble);
        write(agent, "actions.yaml", ACTIONS, url);
    }

    private static void write(Path agent, String file, String text, String value) {
        try {
            Files.createDirectories(agent);
            Files.writeString(agent.resolve(file), text.formatted(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed.close();
        Waiting.on(server.close(), "closing the businesses");
        Waiting.on(vertx.close(), "closing Vert.x");
    }
}
