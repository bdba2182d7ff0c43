package io.parley.server.web;

import io.parley.config.HttpConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * By which names a browser may ask. A page elsewhere can let a name of its own point here (DNS rebinding), and then its
 * Host and its Origin are the same: they are compared with what is known here, not with each other alone.
 */
public record Hosts(HttpConfig config) {
    /** Asked as localhost. */
    public static boolean isLocal(@Nullable HostAndPort asked) {
        return asked != null && HttpConfig.isLoopback(asked.host());
    }

    /** Asked as localhost, or by a name of the configuration. */
    public boolean isOurs(@Nullable HostAndPort asked) {
        return asked != null && (isLocal(asked) || config.isNamed(asked.host()));
    }

    /**
     * Whether no page, or one of this server's, makes a request. A page of localhost must come from the same port: other
     * programs of this machine serve pages too. A proxy's port is its own affair.
     */
    boolean isSameOrigin(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            URI from = new URI(origin);
            String host = from.getHost();
            HostAndPort asked = request.authority();
            if (host == null || asked == null) {
                return false;
            }
            return config.isNamed(host)
                    || HttpConfig.isLoopback(host) && asked.toString().equalsIgnoreCase(from.getAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
