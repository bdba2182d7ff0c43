package io.parley.sip;

import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** The addresses of this machine, and which of them a peer sees. */
final class LocalAddresses {
    private static final int ANY_PORT = 5060;

    private LocalAddresses() {}

    /** Every IPv4 address of every interface that is up, loopback among them. */
    static List<InetAddress> all() {
        try {
            List<InetAddress> found = new ArrayList<>();
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp()) {
                    each.inetAddresses().filter(Inet4Address.class::isInstance).forEach(found::add);
                }
            }
            return found;
        } catch (SocketException e) {
            throw new SipFault("the addresses of this machine cannot be read: " + e.getMessage(), e);
        }
    }

    /** The local address by which the system would send to {@code peer}; nothing is sent. */
    static InetAddress towards(InetAddress peer) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(new InetSocketAddress(peer, ANY_PORT));
            return probe.getLocalAddress();
        } catch (SocketException e) {
            throw new SipFault("there is no route to " + peer.getHostAddress() + ": " + e.getMessage(), e);
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
}
