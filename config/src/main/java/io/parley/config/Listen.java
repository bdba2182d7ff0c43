package io.parley.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A SIP listening point, written {@code udp:5060} or {@code tcp:192.0.2.4:5060}.
 *
 * @param host literal address to bind; null means every local address, one listening point each, and so does 0.0.0.0 for
 *     IPv4 and :: for IPv6
 * @param port 1 to 65535; 0 asks the system for a free port
 */
public record Listen(Transport transport, @Nullable String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(udp|tcp|tls):(?:([0-9.]+|\\[[0-9A-Fa-f:.]+]):)?([0-9]{1,5})", Pattern.CASE_INSENSITIVE);

    public Listen {
        new Rules()
                .require(host == null || IpLiteral.parse(host).isPresent(), "", host, "an address such as 192.0.2.4")
                .require(port >= 0 && port <= HttpConfig.MAX_PORT, "", port, "a port from 0 to 65535")
                .check();
    }

    /**
     * Reads {@code TRANSPORT:PORT} or {@code TRANSPORT:ADDRESS:PORT}.
     *
     * @throws IllegalArgumentException if the text is no listening point
     */
    public static Listen parse(String text) {
        Matcher form = FORM.matcher(text);
        new Rules()
                .require(
                        form.matches(),
                        "",
                        text,
                        "udp:PORT, tcp:PORT, tls:PORT or with an address, such as udp:192.0.2.4:5060")
                .check();
        String host = form.group(2);
        return new Listen(
                Transport.valueOf(form.group(1).toUpperCase(Locale.ROOT)),
                host == null ? null : HttpConfig.withoutBrackets(host),
                Integer.parseInt(form.group(3)));
    }
}
