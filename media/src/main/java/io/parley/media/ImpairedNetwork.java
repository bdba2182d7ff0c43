package io.parley.media;

import java.net.InetSocketAddress;
import java.util.function.LongSupplier;

/**
 * A bad network between one call and its sockets, both directions: it stands in front of the real sink, and
 * {@link MediaLoop} asks it every millisecond to deliver what is due. Media thread only.
 */
final class ImpairedNetwork implements PacketSink {
    private final ImpairedPath in;
    private final ImpairedPath out;
    private final LongSupplier clock;
    private final PacketSink wire;
    private final RtpPacket packet = new RtpPacket();
    private boolean over;

    /** @param seed of this call */
    ImpairedNetwork(Impairments wanted, long seed, LongSupplier clock, PacketSink wire) {
        this.in = ImpairedPath.of(wanted.incoming(), seed);
        this.out = ImpairedPath.of(wanted.outgoing(), ~seed);
        this.clock = clock;
        this.wire = wire;
    }

    /** A packet has come to the call's socket. */
    void received(RtpPacket read, boolean rtcp) {
        in.send(read.buffer, read.length, rtcp, read.source, read.arrival);
    }

    @Override
    public boolean rtp(byte[] bytes, int length, InetSocketAddress to) {
        out.send(bytes, length, false, to, clock.getAsLong());
        return true;
    }

    @Override
    public boolean rtcp(byte[] bytes, int length, InetSocketAddress to) {
        out.send(bytes, length, true, to, clock.getAsLong());
        return true;
    }

    /** The call is over; what is under way is lost. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Hands over what has arrived by {@code now}. */
    void deliver(CallMedia call, long now) {
        Datagram arrived;
        while ((arrived = in.arrived(now)) != null) {
            toCall(call, arrived);
            in.recycle(arrived);
        }
        while ((arrived = out.arrived(now)) != null) {
            toWire(arrived);
            out.recycle(arrived);
        }
    }

    private void toCall(CallMedia call, Datagram arrived) {
        InetSocketAddress from = arrived.address;
        if (from == null) {
            return;
        }
        System.arraycopy(arrived.bytes, 0, packet.buffer, 0, arrived.length);
        packet.length = arrived.length;
        packet.source = from;
        packet.arrival = arrived.due;
        if (arrived.rtcp) {
            call.receiveRtcp(packet.buffer, packet.length, from, packet.arrival);
        } else {
            call.receiveRtp(packet);
        }
    }

    private void toWire(Datagram arrived) {
        InetSocketAddress to = arrived.address;
        if (to == null) {
            return;
        }
        if (arrived.rtcp) {
            wire.rtcp(arrived.bytes, arrived.length, to);
        } else {
            wire.rtp(arrived.bytes, arrived.length, to);
        }
    }
}
