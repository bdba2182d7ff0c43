package io.parley.media;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which RTP port pairs are free: even port RTP, the odd one above RTCP (RFC 3550, section 11). Pairs are handed out in
 * turn, so that each rests as long as the range allows. Any thread; no lock.
 */
final class PortPool {
    static final int NONE = -1;

    private static final int FREE = 0;
    private static final int TAKEN = 1;

    private final int firstPort;
    private final AtomicIntegerArray pairs;
    private final AtomicInteger turn = new AtomicInteger();

    PortPool(int firstPort, int lastPort) {
        this.firstPort = firstPort + (firstPort & 1);
        this.pairs = new AtomicIntegerArray(Math.max(0, (lastPort + 1 - this.firstPort) / 2));
    }

    /** Number of pairs in the range. */
    int size() {
        return pairs.length();
    }

    /** Takes a pair; its RTP port, or {@link #NONE}. */
    int take() {
        for (int i = 0; i < pairs.length(); i++) {
            int pair = Math.floorMod(turn.getAndIncrement(), pairs.length());
            if (pairs.compareAndSet(pair, FREE, TAKEN)) {
                return firstPort + 2 * pair;
            }
        }
        return NONE;
    }

    /** Gives a pair back that has rested. */
    void free(int port) {
        pairs.set((port - firstPort) / 2, FREE);
    }
}
