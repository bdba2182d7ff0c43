package io.parley.server.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Who is told, by server-sent events, how a call ends: one at a time, the last who asked. On the HTTP server's event loop. */
final class Follower {
    private static final long KEEP_ALIVE_MILLIS = 15_000;

    private final Vertx vertx;
    private @Nullable HttpServerResponse events;
    private long alive;

    Follower(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Whoever followed before is told no more. */
    void follow(HttpServerResponse next) {
        finish("");
        next.setChunked(true).putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store");
        next.write(": call\n\n");
        events = next;
        alive = vertx.setPeriodic(KEEP_ALIVE_MILLIS, timer -> next.write(": \n\n"));
        next.closeHandler(gone -> {
            if (events == next) {
                finish("");
            }
        });
    }

    /** @param why a termination in its own words */
    void ended(String why) {
        finish("event: ended\ndata: " + why + "\n\n");
    }

    private void finish(String last) {
        HttpServerResponse told = events;
        if (told == null) {
            return;
        }
        events = null;
        vertx.cancelTimer(alive);
        if (!told.closed() && !told.ended()) {
            told.end(last);
        }
    }
}
