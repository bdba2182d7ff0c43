package io.parley.sip;

import io.parley.config.Cidr;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who has been wrong about a password too often: a source about one user ten times at once, and then twice a minute; about
 * all users a hundred times, and then twenty a minute. So one telephone with an old password shuts out none of its
 * neighbours behind the same NAT. A source is an IPv4 address, or 64 bits of IPv6, which are one subscriber's. Any thread.
 */
final class Penalties {
    /** Sources remembered, and as many pairs; beyond it the one that was wrong longest ago is forgotten. */
    static final int SOURCES = 10_000;

    static final int BURST = 10;
    static final int SOURCE_BURST = 100;
    private static final long NANOS_EACH = 30_000_000_000L;
    private static final long NANOS_EACH_SOURCE = 3_000_000_000L;
    private static final int LONGEST_NAME = 64;

    private record Pair(String source, String user) {}

    private static final class Paid<K> extends LinkedHashMap<K, Long> {
        private static final long serialVersionUID = 1L;

        Paid() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
            return size() > SOURCES;
        }

        void wrong(K key, long now, long each) {
            merge(key, now + each, (until, fresh) -> (until - now > 0 ? until : now) + each);
        }

        boolean excludes(K key, long now, long most) {
            Long until = get(key);
            return until != null && until - now > most;
        }
    }

    private final Paid<Pair> pairs = new Paid<>();
    private final Paid<String> sources = new Paid<>();

    /** @param user who it says it is, known to us or not */
    synchronized void wrong(InetAddress source, String user, long now) {
        pairs.wrong(pair(source, user), now, NANOS_EACH);
        sources.wrong(Cidr.subscriber(source), now, NANOS_EACH_SOURCE);
    }

    /** Whether a password of his is not even looked at. */
    synchronized boolean excludes(InetAddress source, String user, long now) {
        return pairs.excludes(pair(source, user), now, (BURST - 1) * NANOS_EACH)
                || sources.excludes(Cidr.subscriber(source), now, (SOURCE_BURST - 1) * NANOS_EACH_SOURCE);
    }

    private static Pair pair(InetAddress source, String user) {
        return new Pair(Cidr.subscriber(source), user.substring(0, Math.min(user.length(), LONGEST_NAME)));
    }

    /** The larger of what it remembers. */
    synchronized int size() {
        return Math.max(pairs.size(), sources.size());
    }
}
