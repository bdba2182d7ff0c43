package io.parley.media;

import org.jitsi.impl.neomedia.transform.dtmf.DtmfRawPacket;
import org.jitsi.service.neomedia.RawPacket;

/**
 * Telephone-event payloads (RFC 4733, section 2.3) by libjitsi's {@code DtmfRawPacket}. It parses in its constructor, so
 * reading an event allocates; that happens while a key is down, not per audio frame.
 */
final class JitsiDtmf {
    static final int PAYLOAD_BYTES = 4;
    /** Digits by event code (RFC 4733, table 3). */
    static final String DIGITS = "0123456789*#ABCD";

    private static final int VOLUME_DBM0 = 10;

    /**
     * An event packet's content.
     *
     * @param code event code; digits are 0 to 15
     * @param end the event is over
     * @param duration so far, in units of the timestamp
     */
    record Event(int code, boolean end, int duration) {}

    private final DtmfRawPacket outgoing;

    /** For writing events over {@code array}. */
    JitsiDtmf(byte[] array) {
        this.outgoing = new DtmfRawPacket(array, 0, array.length, (byte) 0);
    }

    /** Reads an event from a packet whose payload has at least {@link #PAYLOAD_BYTES} bytes. */
    static Event read(RtpPacket packet) {
        DtmfRawPacket event = new DtmfRawPacket(new RawPacket(packet.buffer, 0, packet.length));
        return new Event(event.getCode() & 0xff, event.isEnd(), event.getDuration());
    }

    /** Writes payload, marker and timestamp behind the header that lies in the array; returns the packet's length. */
    int write(int code, boolean end, boolean marker, int duration, long timestamp) {
        outgoing.init(code, end, marker, duration, timestamp, VOLUME_DBM0);
        return outgoing.getLength();
    }
}
