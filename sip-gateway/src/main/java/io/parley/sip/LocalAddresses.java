package io.parley.sip;

import io.netty.util.NetUtil;
import io.parley.config.Cidr;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses of this machine, and which of them a peer sees. */
final class LocalAddresses {
    private static final int ANY_PORT = 5060;

    private LocalAddresses() {}

    /**
     * Every address of every interface that is up, loopback among them, IPv4 first. IPv6 addresses of the local link are
     * left out: they mean something only together with an interface, which no SIP URI can name (RFC 5118, section 4.10).
     */
    static List<InetAddress> all() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LocalAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> a instanceof Inet4Address || !a.isLinkLocalAddress())
                    .map(LocalAddresses::withoutZone)
                    .distinct()
                    .sorted(Comparator.comparing(a -> !(a instanceof Inet4Address)))
                    .toList();
        } catch (SocketException e) {
            throw new SipFault("the addresses of this machine cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isUp(NetworkInterface each) {
        try {
            return each.isUp();
        } catch (SocketException e) {
            return false; // it has gone since it was listed
        }
    }

    /** The system names the interface with every IPv6 address, the global ones too. */
    private static InetAddress withoutZone(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new SipFault("an address has 4 or 16 bytes", e);
        }
    }

    /** As messages and people write it: IPv6 in the short form of RFC 5952, without brackets. */
    static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** The same where a port may follow, in a URI or in Via: IPv6 in brackets (RFC 3261, section 25.1). */
    static String bracketed(String literal) {
        return literal.indexOf(':') >= 0 ? "[" + literal + "]" : literal;
    }

    /** A host as it stands where no port may follow: IPv6 without its brackets. */
    static String unbracketed(String host) {
        return host.replace("[", "").replace("]", "");
    }

    static boolean isSameFamily(InetAddress one, InetAddress other) {
        return one.getAddress().length == other.getAddress().length;
    }

    /** The local address by which the system would send to {@code peer}, null without a route; nothing is sent. */
    static @Nullable InetAddress towards(InetAddress peer) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(new InetSocketAddress(peer, ANY_PORT));
            return probe.getLocalAddress();
        } catch (SocketException | UncheckedIOException e) {
            return null;
        }
    }

    /** A literal address, which needs no look-up. */
    static boolean isLiteral(String host) {
        return !host.isEmpty()
                && (host.startsWith("[")
                        || host.indexOf(':') >= 0
                        || host.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.'));
    }

    /** @throws SipFault when the text is not a literal address */
    static InetAddress literal(String host) {
        if (!isLiteral(host)) {
            throw new SipFault("'" + host + "' is not a literal address");
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new SipFault("'" + host + "' is not a literal address", e);
        }
    }

    /**
     * An address that somebody else is to go to, in the full form alone: what reads {@code 10.1} or a number as an address
     * may read another than we do.
     *
     * @return null for anything else
     */
    static @Nullable InetAddress full(String host) {
        try {
            return Cidr.parse(unbracketed(host)).network();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
