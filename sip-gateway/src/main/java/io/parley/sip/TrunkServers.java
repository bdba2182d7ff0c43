package io.parley.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The servers at which one trunk has been registered, and which of their challenges are ours to answer. Times are
 * nanoseconds. Any thread.
 */
final class TrunkServers {
    /** Beyond it the one that registered us longest ago is forgotten. */
    static final int MOST = 16;
    /** A server that is in use no more may still have calls, and send some. */
    static final Duration KEPT = Duration.ofHours(1);

    private record Seen(@Nullable String realm, long at) {}

    private final Credentials credentials;
    private final Map<InetAddress, Seen> servers = new LinkedHashMap<>();
    private @Nullable InetAddress latest;

    TrunkServers(Credentials credentials) {
        this.credentials = credentials;
    }

    /** @param realm for which it asked the password; null where it asked none */
    synchronized void registered(InetAddress server, @Nullable String realm, long now) {
        servers.remove(server);
        servers.put(server, new Seen(realm, now));
        latest = server;
        forget(now);
        if (servers.size() > MOST) {
            servers.remove(servers.keySet().iterator().next());
        }
    }

    private void forget(long now) {
        servers.entrySet()
                .removeIf(each ->
                        !each.getKey().equals(latest) && now - each.getValue().at() > KEPT.toNanos());
    }

    /** The one in use, and those of the last hour. */
    synchronized boolean has(InetAddress address, long now) {
        forget(now);
        return servers.containsKey(address);
    }

    /**
     * The challenge to be answered. A proxy passes on what a stranger behind it says, so that its address alone proves
     * nothing (RFC 3261, section 22.3): where the server has asked us for a password itself, its realm does.
     *
     * @param first it refuses the INVITE that is to make a call: a server that registers us without a password may ask
     *     for it there, for any realm
     * @return null where none is ours to answer
     */
    synchronized @Nullable Challenge answerable(List<Challenge> challenges, InetAddress from, boolean first, long now) {
        forget(now);
        Seen server = servers.get(from);
        if (server == null) {
            return null;
        }
        return challenges.stream()
                .filter(credentials::fit)
                .filter(each -> server.realm() == null ? first : server.realm().equals(each.realm()))
                .findFirst()
                .orElse(null);
    }

    synchronized int size() {
        return servers.size();
    }
}
