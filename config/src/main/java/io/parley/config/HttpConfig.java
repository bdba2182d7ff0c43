package io.parley.config;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the HTTP API, the health checks and the metrics listen. Loopback unless the file says otherwise.
 *
 * @param host literal address or host name to bind
 * @param port 1 to 65535; 0 asks the system for a free port
 * @param phone which numbers can be called from a browser there
 */
public record HttpConfig(String host, int port, BrowserPhone phone) {
    static final int MAX_PORT = 65535;
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern ALL_NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern FORM = Pattern.compile("([^:\\[\\]]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");

    public HttpConfig {
        new Rules()
                .require(isHost(host), "listen", host, "an address or a host name")
                .require(port >= 0 && port <= MAX_PORT, "listen", port, "a port from 0 to 65535")
                .check();
    }

    /** The same with the phone that there is where the file says nothing: on loopback, for every number. */
    public HttpConfig(String host, int port) {
        this(host, port, isLoopback(host) ? BrowserPhone.ALL : BrowserPhone.NONE);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || IpLiteral.parse(host).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    /** The same at another port. */
    public HttpConfig at(int other) {
        return new HttpConfig(host, other, phone);
    }

    /**
     * Reads what {@code http.listen} says.
     *
     * @param text {@code 127.0.0.1:8080}, {@code localhost:8080}, {@code [::1]:8080}
     * @throws IllegalArgumentException if it is none of these
     */
    public static HttpConfig parse(String text) {
        Matcher form = FORM.matcher(text);
        new Rules()
                .require(form.matches(), "listen", text, "ADDRESS:PORT, such as 127.0.0.1:8080")
                .check();
        return new HttpConfig(withoutBrackets(form.group(1)), Integer.parseInt(form.group(2)));
    }

    private static boolean isHost(String host) {
        boolean name =
                HOST_NAME.matcher(host).matches() && !ALL_NUMBERS.matcher(host).matches();
        return name || IpLiteral.parse(host).isPresent();
    }

    /** IPv6 addresses wear brackets where a port follows (RFC 3986, section 3.2.2). */
    static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
