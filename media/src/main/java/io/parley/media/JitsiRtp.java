package io.parley.media;

import org.jitsi.service.neomedia.RawPacket;

/**
 * RTP headers (RFC 3550, section 5.1) by libjitsi's {@code RawPacket}, bound to one reused array:
 * {@code RawPacket.setBuffer} allocates, so an instance stays with its array.
 *
 * <p>{@code RawPacket} repairs a header whose counts exceed the packet by pretending that they are smaller, so that the
 * rest of the header becomes sound; such packets are refused here before that.
 */
final class JitsiRtp {
    static final int HEADER = RawPacket.FIXED_HEADER_SIZE;
    private static final int EXTENSION_HEADER = 4;

    private final byte[] array;
    private final RawPacket raw;

    JitsiRtp(byte[] array) {
        this.array = array;
        this.raw = new RawPacket(array, 0, array.length);
    }

    /** Fills in the fields of the packet that lies in the array; false when it is no sound RTP packet of version 2. */
    boolean parse(RtpPacket packet) {
        if (packet.length > RtpPacket.MAX_BYTES || packet.length < HEADER) {
            return false;
        }
        raw.setLength(packet.length);
        int header = headerLength();
        boolean padded = (array[0] & 0x20) != 0;
        int padding = raw.getPaddingSize();
        if (raw.getVersion() != 2 || header < 0 || (padded && padding == 0) || header + padding > packet.length) {
            return false;
        }
        packet.payloadType = raw.getPayloadType();
        packet.marker = raw.isPacketMarked();
        packet.sequence = raw.getSequenceNumber();
        packet.timestamp = raw.getTimestamp();
        packet.ssrc = raw.getSSRC();
        packet.payloadOffset = header;
        packet.payloadLength = packet.length - header - padding;
        return true;
    }

    /** The header's length with sources and extension, or -1 when it would exceed the packet. */
    private int headerLength() {
        int fixed = HEADER + 4 * raw.getCsrcCount();
        if (fixed > raw.getLength()) {
            return -1;
        }
        if (!raw.getExtensionBit()) {
            return fixed;
        }
        if (fixed + EXTENSION_HEADER > raw.getLength()) {
            return -1;
        }
        int whole = fixed + EXTENSION_HEADER + 4 * raw.readUint16AsInt(fixed + 2);
        return whole > raw.getLength() ? -1 : whole;
    }

    /** Writes a header without sources or extension to the front of the array. */
    void write(int payloadType, boolean marker, int sequence, long timestamp, int ssrc) {
        array[0] = (byte) 0x80;
        raw.setPayloadType((byte) payloadType);
        raw.setMarker(marker);
        raw.setSequenceNumber(sequence);
        raw.setTimestamp(timestamp);
        raw.setSSRC(ssrc);
    }
}
