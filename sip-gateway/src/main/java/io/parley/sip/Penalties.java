package io.parley.sip;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has been wrong about a password too often: ten times at once, then twice a minute. Any thread. */
final class Penalties {
    /** Sources remembered; beyond it the one that was wrong longest ago is forgotten. */
    static final int SOURCES = 10_000;

    static final int BURST = 10;
    private static final long NANOS_EACH = 30_000_000_000L;

    private final Map<InetAddress, Long> paidUntil = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
            return size() > SOURCES;
        }
    };

    synchronized void wrong(InetAddress source, long now) {
        paidUntil.merge(source, now + NANOS_EACH, (until, fresh) -> (until - now > 0 ? until : now) + NANOS_EACH);
    }

    /** Whether a password of his is not even looked at. */
    synchronized boolean excludes(InetAddress source, long now) {
        Long until = paidUntil.get(source);
        return until != null && until - now > (BURST - 1) * NANOS_EACH;
    }

    synchronized int size() {
        return paidUntil.size();
    }
}
