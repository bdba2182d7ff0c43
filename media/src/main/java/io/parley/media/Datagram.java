package io.parley.media;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A packet on its way along an {@link ImpairedPath}; stages change when and how often it arrives. Reused. */
final class Datagram {
    /** As long as the longest packet that the media thread reads. */
    final byte[] bytes = new byte[RtpPacket.MAX_BYTES + 1];

    int length;
    boolean rtcp;
    /** Where it comes from, or where it goes. */
    @Nullable
    InetSocketAddress address;

    /** {@link System#nanoTime} at which it set out and at which it arrives. */
    long sent;

    long due;
    int copies;

    /** Decides between packets that arrive at once. */
    long order;

    void fill(byte[] from, int count, boolean isRtcp, @Nullable InetSocketAddress peer, long now) {
        System.arraycopy(from, 0, bytes, 0, count);
        length = count;
        rtcp = isRtcp;
        address = peer;
        sent = now;
        due = now;
        copies = 1;
    }
}
