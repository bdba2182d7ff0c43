package io.parley.actions;

/**
 * Where a request goes (<a href="https://www.rfc-editor.org/rfc/rfc6454#section-4">RFC 6454 section 4</a>).
 *
 * @param tls whether the scheme is https
 * @param host name or address, an IPv6 address without brackets
 */
record Origin(boolean tls, String host, int port) {
    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return (tls ? "https://" : "http://") + shown + ":" + port;
    }
}
