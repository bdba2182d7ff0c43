package io.parley.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who is to be where: the hosts whose certificates servers must show (RFC 5922, section 4). Those of the configuration
 * hold together, where several are at one address and port; a host that a call has named holds where none of those is,
 * until another is named: whoever writes a Contact must not decide who a trunk is. Any thread.
 */
final class ServerNames {
    /** Servers whose hosts are remembered, of either kind; beyond them the one named longest ago is forgotten. */
    static final int MOST = 1_024;

    private final Map<InetSocketAddress, Set<String>> configured = new LinkedHashMap<>();
    private final Map<InetSocketAddress, String> called = new LinkedHashMap<>();

    /** The configuration says that this host is there. */
    synchronized void configured(InetAddress address, int port, String host) {
        InetSocketAddress at = new InetSocketAddress(address, port);
        Set<String> all = configured.remove(at);
        all = all == null ? new LinkedHashSet<>() : all;
        all.remove(LocalAddresses.unbracketed(host));
        all.add(LocalAddresses.unbracketed(host)); // the latest is the last
        put(configured, at, all);
    }

    /** A call goes to this host, which was found there. */
    synchronized void called(InetAddress address, int port, String host) {
        InetSocketAddress at = new InetSocketAddress(address, port);
        called.remove(at);
        put(called, at, LocalAddresses.unbracketed(host));
    }

    private static <V> void put(Map<InetSocketAddress, V> map, InetSocketAddress at, V value) {
        map.put(at, value);
        if (map.size() > MOST) {
            map.remove(map.keySet().iterator().next());
        }
    }

    /** Who is to be there: hosts or literal addresses; none where nobody was named. */
    synchronized Set<String> of(InetAddress address, int port) {
        InetSocketAddress at = new InetSocketAddress(address, port);
        Set<String> hosts = configured.get(at);
        String host = called.get(at);
        return hosts != null ? Set.copyOf(hosts) : host == null ? Set.of() : Set.of(host);
    }

    /** Whose certificate is asked for there; the address itself where nobody was named. */
    synchronized String latest(InetAddress address, int port) {
        InetSocketAddress at = new InetSocketAddress(address, port);
        String host = called.get(at);
        for (String each : configured.getOrDefault(at, Set.of())) {
            host = each;
        }
        return host == null ? LocalAddresses.text(address) : host;
    }
}
