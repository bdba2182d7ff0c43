package io.parley.server;

import io.parley.config.Cidr;
import io.vertx.core.http.HttpConnection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many connections HTTP has: of all, and of one source. From this machine itself, where a proxy may be, only all
 * count. On the HTTP server's event loop.
 */
final class Connections {
    /** One on which nothing has come or gone for so long is closed; followers of calls are written to oftener. */
    static final Duration IDLE = Duration.ofSeconds(60);

    private final int most;
    private final int ofOne;
    private final Map<String, Integer> bySource = new HashMap<>();
    private int open;

    Connections(int most, int ofOne) {
        this.most = most;
        this.ofOne = ofOne;
    }

    static Connections standard() {
        return new Connections(1_000, 100);
    }

    /** Closes it where there are too many. */
    void admit(HttpConnection connection) {
        String source = source(connection.remoteAddress().hostAddress());
        if (take(source)) {
            connection.closeHandler(gone -> over(source));
        } else {
            connection.close();
        }
    }

    /** @param source empty for this machine */
    boolean take(String source) {
        int his = bySource.getOrDefault(source, 0);
        if (open >= most || !source.isEmpty() && his >= ofOne) {
            return false;
        }
        open++;
        bySource.put(source, his + 1);
        return true;
    }

    /** One that was taken is over. */
    void over(String source) {
        open--;
        bySource.computeIfPresent(source, (key, his) -> his == 1 ? null : his - 1);
    }

    /** Sources that have connections. */
    int sources() {
        return bySource.size();
    }

    private static String source(String literal) {
        try {
            InetAddress address = InetAddress.getByName(literal);
            return address.isLoopbackAddress() ? "" : Cidr.subscriber(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no literal address", e);
        }
    }
}
