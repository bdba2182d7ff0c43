package io.parley.media;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A sink that keeps what is sent. */
final class SentPackets implements PacketSink {
    record Sent(RtpPacket packet, InetSocketAddress to) {}

    record SentReport(byte[] bytes, InetSocketAddress to) {}

    final List<Sent> rtp = new ArrayList<>();
    final List<SentReport> rtcp = new ArrayList<>();
    boolean broken;
    /** Off where only the cost of sending is of interest. */
    boolean keeps = true;

    @Override
    public boolean rtp(byte[] bytes, int length, InetSocketAddress to) {
        if (DtlsTransport.kind(bytes, length) == DtlsTransport.Kind.RTCP) { // both on one port
            return rtcp(bytes, length, to);
        }
        if (keeps && !broken) {
            RtpPacket packet = Packets.received(Arrays.copyOf(bytes, length), to, 0);
            if (!packet.parse()) {
                throw new AssertionError("sent something that is no RTP");
            }
            rtp.add(new Sent(packet, to));
        }
        return !broken;
    }

    @Override
    public boolean rtcp(byte[] bytes, int length, InetSocketAddress to) {
        if (keeps && !broken) {
            rtcp.add(new SentReport(Arrays.copyOf(bytes, length), to));
        }
        return !broken;
    }

    List<RtpPacket> packets() {
        return rtp.stream().map(Sent::packet).toList();
    }

    RtpPacket last() {
        return rtp.get(rtp.size() - 1).packet();
    }
}
