package io.parley.sip;

import gov.nist.javax.sip.ListeningPointImpl;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the way to one server open (RFC 5626, section 3.5.1): CRLF CRLF, again and again. On a connection a
 * server of that RFC answers CRLF, and others never do: one that has answered and then brings nothing at all in time is
 * lost, as is one that is gone. Of a datagram nothing comes back, and nobody knows. On the context of its {@link TrunkLine}.
 */
final class KeepAlive {
    private static final Logger log = LoggerFactory.getLogger(KeepAlive.class);
    /** RFC 5626, section 4.4.1. */
    private static final long PONG_MILLIS = 10_000;

    private final SipEndpoint endpoint;
    private final Duration every;
    private final Runnable lost;
    private @Nullable Hop to;
    private @Nullable Path by;
    private long timer = -1;
    private boolean stopped;

    KeepAlive(SipEndpoint endpoint, Duration every, Runnable lost) {
        this.endpoint = endpoint;
        this.every = every;
        this.lost = lost;
    }

    /** Begins, or goes on, with that server. */
    void hold(Hop server, Path path) {
        if (stopped) { // a late answer to a REGISTER
            return;
        }
        to = server;
        by = path;
        if (timer < 0) {
            next();
        }
    }

    /** For good. */
    void stop() {
        stopped = true;
        endpoint.vertx().cancelTimer(timer);
        timer = -1;
        to = null;
    }

    private void next() {
        double jitter = 0.8 + 0.2 * endpoint.services().random().nextDouble();
        timer = endpoint.vertx().setTimer((long) (every.toMillis() * jitter), id -> ping());
    }

    private void ping() {
        Hop server = to;
        Path path = by;
        if (server == null || path == null) {
            return;
        }
        next();
        if (path.isStream() && !endpoint.network().isOpen(server)) {
            lost.run();
            return;
        }
        long sent = System.nanoTime();
        endpoint.services()
                .sender()
                .executeBlocking(() -> {
                    send(server, path);
                    return null;
                })
                .onFailure(e -> log.debug("A keep-alive could not be sent to {}: {}", server, e.getMessage()));
        if (path.isStream() && endpoint.network().hasPonged(server)) {
            endpoint.vertx().setTimer(PONG_MILLIS, id -> {
                if (server.equals(to) && !endpoint.network().hasHeard(server, sent)) {
                    log.info("{} answers no keep-alive", server);
                    endpoint.network().close(server);
                    lost.run();
                }
            });
        }
    }

    private static void send(Hop server, Path path) throws IOException {
        ((ListeningPointImpl) path.provider().getListeningPoint(path.transport()))
                .sendHeartbeat(LocalAddresses.text(server.address()), server.port());
    }
}
