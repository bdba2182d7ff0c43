package io.parley.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A peer that may send calls.
 *
 * @param name for logs and metrics
 * @param addresses literal addresses or CIDR blocks of the peer; none means that no call comes from it
 * @param nat learn the source of RTP from the first packets instead of trusting the SDP
 * @param busyCode the answer when every line is taken: 503 (with Retry-After) or 486
 * @param registration how we register with it; then calls come from the server in use as well. Null where we do not
 * @param policy what its calls may tell and ask for
 */
public record Trunk(
        String name,
        List<String> addresses,
        boolean nat,
        int busyCode,
        @Nullable TrunkRegistration registration,
        TrunkPolicy policy) {
    static final String LOCAL_NAME = "local";
    /** Of calls with telephones that register with us. */
    public static final String USERS_NAME = "users";

    /** Of calls from browsers. */
    public static final String BROWSER_NAME = "browser";

    private static final Set<Integer> BUSY_CODES = Set.of(503, 486);

    public Trunk {
        addresses = List.copyOf(addresses);
        Rules rules = new Rules()
                .require(Names.isName(name), "name", name, Names.NAME)
                .require(BUSY_CODES.contains(busyCode), "busy", busyCode, "503 or 486")
                .require(
                        policy.srtp() != SrtpPolicy.REQUIRED || registration == null || registration.isSecure(),
                        "srtp",
                        policy.srtp().name().toLowerCase(Locale.ROOT),
                        "off or optional, or servers with transport=tls alone: keys go by TLS");
        for (int i = 0; i < addresses.size(); i++) {
            try {
                Cidr.parse(addresses.get(i));
            } catch (BrokenRules e) {
                String at = "addresses[" + i + "]";
                e.broken().forEach(broken -> rules.require(false, at, broken.value(), broken.expected()));
            }
        }
        rules.check();
    }

    /** A trunk without registration, of which nothing is believed. */
    public Trunk(String name, List<String> addresses, boolean nat, int busyCode) {
        this(name, addresses, nat, busyCode, null);
    }

    /** A trunk of which nothing is believed. */
    public Trunk(
            String name, List<String> addresses, boolean nat, int busyCode, @Nullable TrunkRegistration registration) {
        this(name, addresses, nat, busyCode, registration, TrunkPolicy.NONE);
    }

    /** The same with another policy. */
    public Trunk with(TrunkPolicy other) {
        return new Trunk(name, addresses, nat, busyCode, registration, other);
    }

    /** The addresses, parsed. */
    List<Cidr> blocks() {
        return addresses.stream().map(Cidr::parse).toList();
    }
}
