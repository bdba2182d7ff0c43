package io.parley.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Builds packets for tests. */
final class Packets {
    static final InetSocketAddress FAR = new InetSocketAddress("192.0.2.10", 4000);
    static final InetSocketAddress FAR_RTCP = new InetSocketAddress("192.0.2.10", 4001);
    static final InetSocketAddress OTHER = new InetSocketAddress("198.51.100.66", 6666);

    private Packets() {}

    static byte[] rtp(int payloadType, boolean marker, int sequence, long timestamp, int ssrc, byte... payload) {
        ByteBuffer bytes = ByteBuffer.allocate(12 + payload.length);
        bytes.put((byte) 0x80).put((byte) (payloadType | (marker ? 0x80 : 0)));
        bytes.putShort((short) sequence).putInt((int) timestamp).putInt(ssrc).put(payload);
        return bytes.array();
    }

    /** A telephone-event packet of payload type 101. */
    static byte[] event(boolean marker, int sequence, long timestamp, int ssrc, int code, boolean end, int duration) {
        byte second = (byte) (10 | (end ? 0x80 : 0));
        return rtp(
                101, marker, sequence, timestamp, ssrc, (byte) code, second, (byte) (duration >> 8), (byte) duration);
    }

    static RtpPacket received(byte[] bytes, InetSocketAddress from, long arrival) {
        RtpPacket packet = new RtpPacket();
        into(packet, bytes, from, arrival);
        return packet;
    }

    static void into(RtpPacket packet, byte[] bytes, InetSocketAddress from, long arrival) {
        System.arraycopy(bytes, 0, packet.buffer, 0, Math.min(bytes.length, packet.buffer.length));
        packet.length = Math.min(bytes.length, packet.buffer.length);
        packet.source = from;
        packet.arrival = arrival;
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static RtpTarget target() {
        return target(Direction.SENDRECV, 20, false);
    }

    /** Under the codec's own number, both ways. */
    static RtpTarget target(Codec codec, int packetMillis) {
        int type = codec.offeredPayloadType();
        return new RtpTarget(FAR, null, codec, type, type, 101, 101, packetMillis, Direction.SENDRECV, false);
    }

    static RtpTarget target(Direction direction, int packetMillis, boolean learn) {
        return new RtpTarget(FAR, null, Codec.PCMU, 0, 0, 101, 101, packetMillis, direction, learn);
    }
}
