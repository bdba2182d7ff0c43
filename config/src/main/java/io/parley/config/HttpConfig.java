package io.parley.config;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the HTTP API, the health checks and the metrics listen. Loopback unless the file says otherwise.
 *
 * @param host literal address or host name to bind
 * @param port 1 to 65535; 0 asks the system for a free port
 * @param phone which numbers can be called from a browser there
 * @param hosts names besides localhost by which browsers ask for the phone, without ports: a proxy's
 */
public record HttpConfig(String host, int port, BrowserPhone phone, List<String> hosts) {
    static final int MAX_PORT = 65535;
    static final int MOST_HOSTS = 100;
    static final String HOSTS = "a list of names such as [phone.example.com]";
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern ALL_NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern FORM = Pattern.compile("([^:\\[\\]]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");

    public HttpConfig {
        hosts = List.copyOf(hosts);
        Rules rules = new Rules()
                .require(isHost(host), "listen", host, "an address or a host name")
                .require(port >= 0 && port <= MAX_PORT, "listen", port, "a port from 0 to 65535")
                .require(hosts.size() <= MOST_HOSTS, "hosts", hosts.size(), "at most " + MOST_HOSTS + " names");
        for (int i = 0; i < hosts.size(); i++) {
            String name = hosts.get(i);
            rules.require(
                    isHost(name), "hosts[" + i + "]", name, "a host as browsers name it, such as phone.example.com");
        }
        rules.check();
    }

    /** The same, asked for as localhost alone. */
    public HttpConfig(String host, int port, BrowserPhone phone) {
        this(host, port, phone, List.of());
    }

    /** The same with the phone that there is where the file says nothing: on loopback, for every number. */
    public HttpConfig(String host, int port) {
        this(host, port, isLoopback(host) ? BrowserPhone.ALL : BrowserPhone.NONE);
    }

    /**
     * Whether only this machine is called so.
     *
     * @param host untrusted; IPv6 with brackets or without
     */
    public static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || IpLiteral.parse(withoutBrackets(host))
                        .map(InetAddress::isLoopbackAddress)
                        .orElse(false);
    }

    /** Whether this is one of {@link #hosts}; untrusted. */
    public boolean isNamed(String asked) {
        return hosts.stream().anyMatch(name -> name.equalsIgnoreCase(withoutBrackets(asked)));
    }

    /** The same at another port. */
    public HttpConfig at(int other) {
        return new HttpConfig(host, other, phone, hosts);
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
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
