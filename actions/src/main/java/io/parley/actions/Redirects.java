package io.parley.actions;

import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Redirects within one origin, <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4">RFC 9110 15.4</a>. Another
 * origin is never asked: the request's headers and values were meant for the one in the file.
 */
final class Redirects {
    /** How many are followed for one attempt. */
    static final int MAX = 3;

    private Redirects() {}

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** @return the request that follows, or null when none may */
    static @Nullable HttpCall next(HttpCall call, int status, @Nullable String location) {
        URI reference = parse(location);
        if (reference == null || !staysAt(call.origin(), reference)) {
            return null;
        }
        boolean get = call.method().equals(HttpMethod.GET);
        if (!get && (status == 301 || status == 302)) {
            return null; // Clients disagree whether the method changes; a write must not depend on it.
        }
        // The host plays no part in finding path and query; java.net.URI does not know every host we do.
        URI target = URI.create("http://same-origin" + call.uri()).resolve(reference);
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String uri = path + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
        return status == 303
                ? new HttpCall(HttpMethod.GET, call.origin(), uri, withoutContent(call.headers()), null)
                : new HttpCall(call.method(), call.origin(), uri, call.headers(), call.body());
    }

    /** The fields that speak of the body, or of the write. */
    private static Map<String, String> withoutContent(Map<String, String> headers) {
        Map<String, String> left = new LinkedHashMap<>(headers);
        left.keySet().removeIf(name -> name.startsWith("content-") || name.equals("idempotency-key"));
        return left;
    }

    private static @Nullable URI parse(@Nullable String location) {
        try {
            return location == null ? null : new URI(Percent.encodeOctets(location.strip()));
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean staysAt(Origin origin, URI reference) {
        String scheme = reference.getScheme();
        if (scheme == null && reference.getRawAuthority() == null) {
            return !reference.isOpaque();
        }
        if (scheme != null && !scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            return false;
        }
        if (reference.getHost() == null || reference.getRawUserInfo() != null) {
            return false;
        }
        boolean tls = scheme == null ? origin.tls() : scheme.equalsIgnoreCase("https");
        String host = reference.getHost().toLowerCase(Locale.ROOT);
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = reference.getPort() > 0 ? reference.getPort() : tls ? 443 : 80;
        return origin.equals(new Origin(tls, bare, port));
    }
}
