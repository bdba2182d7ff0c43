package io.parley.media;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A received packet in a reused array, and what {@link #parse} found in it. Belongs to the media thread, which
 * owns one for all calls; a stage that wants to keep bytes copies them.
 */
final class RtpPacket {
    /** Longest packet taken; an Ethernet frame's worth. */
    static final int MAX_BYTES = 1_500;

    /** One byte more than is taken, so that an over-long datagram shows. */
    final byte[] buffer = new byte[MAX_BYTES + 1];

    private final JitsiRtp header = new JitsiRtp(buffer);

    int length;

    @Nullable
    InetSocketAddress source;
    /** {@link System#nanoTime} when it was read. */
    long arrival;

    int payloadType;
    boolean marker;
    int sequence;
    /** 32 bits, unsigned. */
    long timestamp;

    int ssrc;
    int payloadOffset;
    int payloadLength;

    /** Reads the header; false when this is no sound RTP packet. */
    boolean parse() {
        return header.parse(this);
    }

    void copyFrom(RtpPacket other) {
        System.arraycopy(other.buffer, 0, buffer, 0, other.length);
        length = other.length;
        source = other.source;
        arrival = other.arrival;
        payloadType = other.payloadType;
        marker = other.marker;
        sequence = other.sequence;
        timestamp = other.timestamp;
        ssrc = other.ssrc;
        payloadOffset = other.payloadOffset;
        payloadLength = other.payloadLength;
    }
}
