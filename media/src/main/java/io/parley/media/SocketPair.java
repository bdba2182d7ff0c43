package io.parley.media;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two sockets of a call, and whose they are. After the call they stay open for as long as the port rests, so that
 * late packets of the old call neither reach a new one nor draw ICMP errors.
 */
final class SocketPair {
    private static final Logger log = LoggerFactory.getLogger(SocketPair.class);
    /** Expedited forwarding (RFC 3246), which networks that sort voice from data look for. */
    private static final int EXPEDITED_FORWARDING = 46 << 2;

    private static final int RECEIVE_BUFFER = 256 * 1024;

    final int port;
    final DatagramChannel rtp;
    final DatagramChannel rtcp;

    /** The call, until it has ended. Media thread only. */
    @Nullable
    CallMedia call;

    /** Between the sockets and the call, where the engine was told to impair its calls. Media thread only. */
    @Nullable
    ImpairedNetwork network;

    /** Something has come to either socket, from whomever. Media thread only. */
    boolean heard;

    long restsSince;
    long restsUntil;

    private SocketPair(int port, DatagramChannel rtp, DatagramChannel rtcp) {
        this.port = port;
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    /** Binds both sockets; throws when the operating system refuses either. */
    static SocketPair bind(InetAddress local, int port) throws IOException {
        DatagramChannel rtp = open(local, port);
        try {
            return new SocketPair(port, rtp, open(local, port + 1));
        } catch (IOException e) {
            rtp.close();
            throw e;
        }
    }

    private static DatagramChannel open(InetAddress local, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                local instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            prefer(channel);
            channel.bind(new InetSocketAddress(local, port));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void prefer(DatagramChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED_FORWARDING);
        } catch (IOException | UnsupportedOperationException e) {
            log.debug("packets are sent without a traffic class: {}", e.getMessage());
        }
    }

    void close() {
        closeQuietly(rtp);
        closeQuietly(rtcp);
    }

    private static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("closing a socket: {}", e.getMessage());
        }
    }
}
