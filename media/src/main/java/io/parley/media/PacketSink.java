package io.parley.media;

import java.net.InetSocketAddress;

/** Where packets leave: a socket, or a virtual network in tests. Media thread only. */
interface PacketSink {
    /** Sends {@code length} bytes to the far end's RTP port; false when that was not possible. */
    boolean rtp(byte[] bytes, int length, InetSocketAddress to);

    /** Sends {@code length} bytes to the far end's RTCP port; false when that was not possible. */
    boolean rtcp(byte[] bytes, int length, InetSocketAddress to);
}
