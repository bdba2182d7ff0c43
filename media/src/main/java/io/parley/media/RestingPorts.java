package io.parley.media;

import java.util.ArrayList;
import java.util.List;

/**
 * Ports whose calls have ended. Each rests until nothing has come to it for the configured time, so that a far end that
 * has not noticed the end of its call is not heard in the next one; a far end that never stops keeps it for
 * {@link #MOST_RESTS} times as long and no longer, or it could take the whole range away.
 *
 * <p>A port to which nothing ever came rests {@link #UNHEARD_SHARE} times shorter: only what was on its way at the end
 * can still come, and if it does, the port rests in full. A port that no far end was told of does not rest at all. Without
 * that, calls that are hung up or refused at once would use up the range. Media thread only.
 */
final class RestingPorts {
    static final int MOST_RESTS = 10;
    static final int UNHEARD_SHARE = 60;

    private final long restNanos;
    private final PortPool pool;
    private final List<SocketPair> resting = new ArrayList<>();

    RestingPorts(long restNanos, PortPool pool) {
        this.restNanos = restNanos;
        this.pool = pool;
    }

    void add(SocketPair pair, long now) {
        pair.call = null;
        pair.restsSince = now;
        pair.restsUntil = now + (pair.heard ? restNanos : restNanos / UNHEARD_SHARE);
        resting.add(pair);
    }

    /** Closes a pair and gives its port back. */
    void release(SocketPair pair) {
        pair.close();
        pool.free(pair.port);
    }

    /** Somebody still sends to the pair. */
    void disturbed(SocketPair pair, long now) {
        pair.restsUntil = Math.min(now + restNanos, pair.restsSince + MOST_RESTS * restNanos);
    }

    /** Closes and frees what has rested. */
    void sweep(long now) {
        for (int i = resting.size() - 1; i >= 0; i--) {
            SocketPair pair = resting.get(i);
            if (now - pair.restsUntil >= 0) {
                resting.remove(i);
                release(pair);
            }
        }
    }

    boolean isEmpty() {
        return resting.isEmpty();
    }

    void closeAll() {
        resting.forEach(this::release);
        resting.clear();
    }
}
