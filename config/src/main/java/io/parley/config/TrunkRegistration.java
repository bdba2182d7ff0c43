package io.parley.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Parley registers with the peer of a trunk (RFC 3261, section 10).
 *
 * @param servers SIP URIs of registrars; the next one is tried when one does not answer
 * @param user user part of the address of record, and of the Contact that the peer calls
 * @param domain host part of the address of record; null for the host of the first server
 * @param authUser user name of the digest; null for {@code user}
 * @param realm the only realm whose challenges are answered; null for any of the server's own
 * @param password where it stands
 * @param expires what is asked for
 * @param keepAlive how often the way to the server is held open (RFC 5626, section 3.5)
 */
public record TrunkRegistration(
        List<String> servers,
        String user,
        @Nullable String domain,
        @Nullable String authUser,
        @Nullable String realm,
        Secret password,
        Duration expires,
        Duration keepAlive) {
    static final int MAX_SERVERS = 8;
    static final Duration EXPIRES = Duration.ofMinutes(10);
    static final Duration KEEP_ALIVE = Duration.ofSeconds(25);
    static final String SERVER =
            "a SIP URI of a server, such as sip:pbx.example.org, sips:pbx.example.org or sip:192.0.2.7:5060;transport=tcp";
    private static final String USER = "a user name of letters, digits and -_.!~*'()&=+$,;?/ without blanks";
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST_KEEP_ALIVE = Duration.ofSeconds(5);
    private static final Pattern SERVER_FORM = Pattern.compile(
            "(?:sip:|(sips:))([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+])(:([0-9]{1,5}))?(;transport=(udp|tcp|tls))?");
    private static final Pattern USER_FORM = Pattern.compile("[A-Za-z0-9\\-_.!~*'()&=+$,;?/%]{1,128}");
    private static final Pattern DOMAIN_FORM = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+]");

    public TrunkRegistration {
        servers = List.copyOf(servers);
        Rules rules = new Rules()
                .require(!servers.isEmpty(), "servers", null, "at least one server")
                .require(
                        servers.size() <= MAX_SERVERS, "servers", servers.size(), "at most " + MAX_SERVERS + " of them")
                .require(USER_FORM.matcher(user).matches(), "user", user, USER)
                .require(domain == null || DOMAIN_FORM.matcher(domain).matches(), "domain", domain, "a host name")
                .require(authUser == null || isQuotable(authUser), "auth-user", authUser, "a name without quotes")
                .require(realm == null || isQuotable(realm), "realm", realm, "a realm without quotes")
                .require(isWithin(expires, SHORTEST, LONGEST), "expires", expires, "a duration from 30s to 24h")
                .require(
                        isWithin(keepAlive, SHORTEST_KEEP_ALIVE, Duration.ofMinutes(15)),
                        "keep-alive",
                        keepAlive,
                        "a duration from 5s to 15m");
        for (int i = 0; i < servers.size(); i++) {
            rules.require(isServer(servers.get(i)), "servers[" + i + "]", servers.get(i), SERVER);
        }
        rules.check();
    }

    /** Whether every server is reached by TLS. */
    boolean isSecure() {
        return servers.stream().allMatch(server -> server.startsWith("sips:") || server.endsWith(";transport=tls"));
    }

    private static boolean isServer(String text) {
        Matcher form = SERVER_FORM.matcher(text);
        return form.matches()
                && (form.group(4) == null || Integer.parseInt(form.group(4)) <= HttpConfig.MAX_PORT)
                && (form.group(1) == null
                        || form.group(5) == null
                        || form.group(6).equals("tls"));
    }

    private static boolean isQuotable(String text) {
        return !text.isEmpty() && text.length() <= 128 && text.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
    }

    private static boolean isWithin(Duration given, Duration shortest, Duration longest) {
        return given.compareTo(shortest) >= 0 && given.compareTo(longest) <= 0;
    }
}
