package io.parley.config;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where SIP is listened for, and by which address peers find it.
 *
 * @param listen listening points; UDP and TCP on 5060 by default
 * @param publicAddress literal address to write into Via, Contact and {@code c=}; null ({@code auto}) writes the local
 *     address by which the peer is reached
 * @param nameServer literal address, perhaps with a port, of who is asked for names of servers; null ({@code auto}) asks
 *     the system's
 * @param sessionTimer how calls are refreshed
 * @param tls certificate and trust of the transport tls
 */
public record SipConfig(
        List<Listen> listen,
        @Nullable String publicAddress,
        @Nullable String nameServer,
        SessionTimerConfig sessionTimer,
        TlsConfig tls) {
    static final int MAX_LISTEN = 32;
    private static final Pattern NAME_SERVER = Pattern.compile("(?:([0-9.]+)|\\[([0-9A-Fa-f:.]+)])(:([0-9]{1,5}))?");

    public SipConfig {
        listen = List.copyOf(listen);
        Rules rules = new Rules()
                .require(!listen.isEmpty(), "listen", null, "at least one listening point, such as udp:5060")
                .require(listen.size() <= MAX_LISTEN, "listen", listen.size(), "at most " + MAX_LISTEN + " of them")
                .require(
                        publicAddress == null || isPublishable(publicAddress),
                        "public-address",
                        publicAddress,
                        "auto, or the address by which peers reach this server, such as 192.0.2.4")
                .require(
                        nameServer == null || isNameServer(nameServer),
                        "name-server",
                        nameServer,
                        "auto, or the address of a name server, such as 192.0.2.53 or 192.0.2.53:5353");
        Set<Listen> seen = new HashSet<>();
        for (int i = 0; i < listen.size(); i++) {
            Listen point = listen.get(i);
            rules.require(
                    point.port() == 0 || seen.add(point), "listen[" + i + "]", null, "each listening point only once");
        }
        rules.check();
    }

    public SipConfig(List<Listen> listen, @Nullable String publicAddress) {
        this(listen, publicAddress, null, SessionTimerConfig.DEFAULT, TlsConfig.NONE);
    }

    /** The same with other listening points. */
    public SipConfig listening(List<Listen> other) {
        return new SipConfig(other, publicAddress, nameServer, sessionTimer, tls);
    }

    /** The same with another certificate or trust. */
    public SipConfig with(TlsConfig other) {
        return new SipConfig(listen, publicAddress, nameServer, sessionTimer, other);
    }

    private static boolean isNameServer(String text) {
        Matcher form = NAME_SERVER.matcher(text);
        return form.matches()
                && IpLiteral.parse(form.group(1) == null ? form.group(2) : form.group(1))
                        .isPresent()
                && (form.group(4) == null || Integer.parseInt(form.group(4)) <= HttpConfig.MAX_PORT);
    }

    private static boolean isPublishable(String address) {
        Optional<InetAddress> parsed = IpLiteral.parse(address);
        return parsed.isPresent()
                && !parsed.get().isAnyLocalAddress()
                && !parsed.get().isMulticastAddress();
    }
}
