package io.parley.media;

import org.jitsi.impl.neomedia.transform.dtmf.DtmfRawPacket;

/**
 * Telephone-event payloads (RFC 4733, section 2.3): written by libjitsi's {@code DtmfRawPacket}, which parses in its
 * constructor, so that reading with it would allocate for every packet while a key is down; four octets are read by hand.
 */
final class JitsiDtmf {
    static final int PAYLOAD_BYTES = 4;
    /** Digits by event code (RFC 4733, table 3). */
    static final String DIGITS = "0123456789*#ABCD";

    private static final int VOLUME_DBM0 = 10;

    private final DtmfRawPacket outgoing;

    /** For writing events over {@code array}. */
    JitsiDtmf(byte[] array) {
        this.outgoing = new DtmfRawPacket(array, 0, array.length, (byte) 0);
    }

    /** The payload's {@link #PAYLOAD_BYTES} octets as a number, for {@link #code}, {@link #isEnd} and {@link #duration}. */
    static int read(RtpPacket packet) {
        int at = packet.payloadOffset;
        byte[] bytes = packet.buffer;
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    /** Event code; digits are 0 to 15. */
    static int code(int event) {
        return event >>> 24;
    }

    /** The event is over. */
    static boolean isEnd(int event) {
        return (event & 0x80_0000) != 0;
    }

    /** Duration so far, in units of the timestamp. */
    static int duration(int event) {
        return event & 0xffff;
    }

    /** Writes payload, marker and timestamp behind the header that lies in the array; returns the packet's length. */
    int write(int code, boolean end, boolean marker, int duration, long timestamp) {
        outgoing.init(code, end, marker, duration, timestamp, VOLUME_DBM0);
        return outgoing.getLength();
    }
}
