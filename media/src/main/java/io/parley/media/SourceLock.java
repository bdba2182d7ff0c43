package io.parley.media;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * From whom packets are taken and to whom they go. Normally the address that the session description named, to the port.
 * Where that address cannot be right (NAT) the source is learned from the first packets of one sender and then kept:
 * only a new target opens the door again.
 *
 * <p>Media thread only.
 */
final class SourceLock {
    /** Packets of RTP that one source must send in a row to be learned. */
    static final int CONFIRMED = 3;
    /** Packets from whomever after which the first of them is learned, so that a quarrel does not last. */
    static final int WINDOW = 5;

    private final int confirmed;
    private @Nullable InetSocketAddress signalled;
    private @Nullable InetSocketAddress locked;
    private @Nullable InetSocketAddress first;
    private @Nullable InetSocketAddress candidate;
    private int inARow;
    private int seen;
    private boolean learning;

    /** @param confirmed packets in a row that it takes to learn a source */
    SourceLock(int confirmed) {
        this.confirmed = confirmed;
    }

    /**
     * A target was agreed.
     *
     * @param address what the session description says; null where it says to send nothing
     * @param learn the address is not to be relied on
     */
    void expect(@Nullable InetSocketAddress address, boolean learn) {
        InetSocketAddress known = locked;
        boolean same = address != null && address.equals(signalled);
        signalled = address;
        learning = learn;
        first = null;
        candidate = null;
        inARow = 0;
        seen = 0;
        // A renewed session keeps the source it has until somebody is learned anew.
        locked = learn && same ? known : learn ? null : address;
    }

    /** Whether a packet from {@code from} might be taken, if it proves authentic. Learns nothing. */
    boolean mayAdmit(@Nullable InetSocketAddress from) {
        return from != null && (learning || from.equals(locked));
    }

    /** Whether a packet from {@code from} is to be taken; learns from it while the door is open. */
    boolean admits(InetSocketAddress from) {
        if (!learning) {
            return from.equals(locked);
        }
        if (from.equals(signalled) || from.equals(locked)) {
            lock(from);
            return true;
        }
        if (first == null) {
            first = from;
        }
        inARow = from.equals(candidate) ? inARow + 1 : 1;
        candidate = from;
        seen++;
        if (inARow >= confirmed) {
            lock(from);
        } else if (seen >= WINDOW) {
            lock(first);
        }
        return from.equals(locked) || (learning && from.equals(first));
    }

    private void lock(InetSocketAddress source) {
        locked = source;
        learning = false;
    }

    /** Where to send: the locked source, or what the description says until one is learned. */
    @Nullable
    InetSocketAddress destination() {
        return locked != null ? locked : signalled;
    }

    /** A source other than the one signalled is in use. */
    boolean isLearned() {
        return locked != null && !locked.equals(signalled);
    }

    boolean isLearning() {
        return learning;
    }
}
