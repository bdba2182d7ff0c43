package io.parley.media;

import org.jitsi.impl.neomedia.rtcp.RTCPIterator;
import org.jitsi.service.neomedia.RawPacket;
import org.jitsi.utils.ByteArrayBuffer;

/**
 * Walks a compound RTCP packet (RFC 3550, section 6.1) with libjitsi's {@code RTCPIterator}, which throws when a part is
 * longer than what is left; the check of appendix A.2 comes first, so that it never does.
 */
final class JitsiRtcp {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;

    private static final int SHORTEST = 8;
    private static final int PART_HEADER = 4;

    /** Receives the parts of a compound, in order. */
    @FunctionalInterface
    interface Visitor {
        void part(byte[] buffer, int offset, int length);
    }

    private JitsiRtcp() {}

    /** RFC 3550, appendix A.2: version 2 throughout, a report first and not padded unless alone, lengths that add up. */
    static boolean isValid(byte[] buffer, int length) {
        int type = buffer[1] & 0xff;
        if (length < SHORTEST || (type != SENDER_REPORT && type != RECEIVER_REPORT)) {
            return false;
        }
        int offset = 0;
        while (offset + PART_HEADER <= length) {
            int partLength = 4 * (((buffer[offset + 2] & 0xff) << 8 | buffer[offset + 3] & 0xff) + 1);
            boolean padded = (buffer[offset] & 0x20) != 0;
            if ((buffer[offset] & 0xc0) != 0x80 || (padded && offset + partLength != length)) {
                return false;
            }
            offset += partLength;
        }
        return offset == length;
    }

    /** Visits every part of a valid compound. */
    static void walk(byte[] buffer, int length, Visitor visitor) {
        RTCPIterator parts = new RTCPIterator(new RawPacket(buffer, 0, length));
        while (parts.hasNext()) {
            ByteArrayBuffer part = parts.next();
            visitor.part(part.getBuffer(), part.getOffset(), part.getLength());
        }
    }
}
