package io.parley.server.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page of the browser phone: three files of this module, read once. */
final class WebPage {
    private static final String FOLDER = "/web/phone/";
    /** Nothing from elsewhere, nothing inline, and in nobody's frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " media-src 'self' blob:; img-src 'self' data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private final Buffer index = read("index.html");
    private final Buffer script = read("phone.js");
    private final Buffer style = read("phone.css");

    private static Buffer read(String name) {
        try (InputStream file = WebPage.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException(FOLDER + name + " is missing on the class path");
            }
            return Buffer.buffer(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its files lie beside it, so it wants its slash. */
    void index(RoutingContext http) {
        if (!http.request().path().endsWith("/")) {
            String query = http.request().query();
            http.response()
                    .setStatusCode(308)
                    .putHeader("Location", "/phone/" + (query == null ? "" : "?" + query))
                    .end();
            return;
        }
        http.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Permissions-Policy", "microphone=(self)")
                .putHeader("Referrer-Policy", "no-referrer");
        send(http, "text/html", index);
    }

    void script(RoutingContext http) {
        send(http, "text/javascript", script);
    }

    void style(RoutingContext http) {
        send(http, "text/css", style);
    }

    private static void send(RoutingContext http, String type, Buffer file) {
        http.response()
                .putHeader("Content-Type", type + "; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-cache")
                .end(file);
    }
}
