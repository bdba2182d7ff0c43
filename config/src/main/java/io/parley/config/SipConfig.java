package io.parley.config;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where SIP is listened for, and by which address peers find it.
 *
 * @param listen listening points; UDP and TCP on 5060 by default
 * @param publicAddress literal address to write into Via, Contact and {@code c=}; null ({@code auto}) writes the local
 *     address by which the peer is reached
 */
public record SipConfig(List<Listen> listen, @Nullable String publicAddress) {
    static final int MAX_LISTEN = 32;

    public SipConfig {
        listen = List.copyOf(listen);
        Rules rules = new Rules()
                .require(!listen.isEmpty(), "listen", null, "at least one listening point, such as udp:5060")
                .require(listen.size() <= MAX_LISTEN, "listen", listen.size(), "at most " + MAX_LISTEN + " of them")
                .require(
                        publicAddress == null || isPublishable(publicAddress),
                        "public-address",
                        publicAddress,
                        "auto, or the address by which peers reach this server, such as 192.0.2.4");
        Set<Listen> seen = new HashSet<>();
        for (int i = 0; i < listen.size(); i++) {
            Listen point = listen.get(i);
            rules.require(
                    point.port() == 0 || seen.add(point), "listen[" + i + "]", null, "each listening point only once");
        }
        rules.check();
    }

    private static boolean isPublishable(String address) {
        Optional<InetAddress> parsed = IpLiteral.parse(address);
        return parsed.isPresent()
                && !parsed.get().isAnyLocalAddress()
                && !parsed.get().isMulticastAddress();
    }
}
