package io.parley.media;

import io.parley.testkit.FuzzTarget;

/** A datagram that comes to the RTCP port of a call on which both sides speak; then our own reports. */
final class RtcpFuzz implements FuzzTarget {
    /** A report of ours is due every five seconds or so. */
    private static final long PAUSE_MILLIS = 8_000;

    @Override
    public void accept(byte[] input) {
        CallUnderTest call = CallUnderTest.up();
        call.keeps = false;
        call.talk(5);
        byte[] buffer = new byte[RtpPacket.MAX_BYTES + 1];
        int length = Math.min(input.length, buffer.length);
        System.arraycopy(input, 0, buffer, 0, length);
        call.call.receiveRtcp(buffer, length, Packets.FAR_RTCP, call.now);
        call.now += PAUSE_MILLIS * CallUnderTest.MILLI;
        call.steps(3);
        call.call.receiveRtcp(buffer, length, Packets.FAR_RTCP, call.now);
        call.call.close(call.now);
        if (call.sent.rtcp.isEmpty()) {
            throw new AssertionError("no report of ours");
        }
        for (SentPackets.SentReport report : call.sent.rtcp) {
            byte[] room = new byte[RtpPacket.MAX_BYTES + 1];
            System.arraycopy(report.bytes(), 0, room, 0, report.bytes().length);
            if (!JitsiRtcp.isValid(room, report.bytes().length)) {
                throw new AssertionError("a report of ours is no RTCP");
            }
        }
        double roundTrip = call.figures.snapshot().roundTripMillis();
        if (!(roundTrip == -1 || roundTrip >= 0 && roundTrip < 0x8000 * 1_000.0)) {
            throw new AssertionError("a round trip of " + roundTrip + " ms");
        }
    }

    @Override
    public int maxLength() {
        return 512;
    }
}
