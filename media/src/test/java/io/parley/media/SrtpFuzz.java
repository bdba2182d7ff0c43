package io.parley.media;

import io.parley.testkit.FuzzTarget;
import java.nio.ByteBuffer;

/**
 * What reaches an encrypted call, as RTP and as RTCP, from its far end's address and from another: nothing of it is taken,
 * nothing is kept of it, and the far end's own packet is heard behind it.
 */
final class SrtpFuzz implements FuzzTarget {
    @Override
    public void accept(byte[] input) {
        ByteBuffer script = ByteBuffer.wrap(input);
        int first = script.hasRemaining() ? script.get() : 0;
        SrtpFarEnd far = new SrtpFarEnd(SrtpSuite.values()[first & 3], 1);
        CallUnderTest call = new CallUnderTest();
        call.keeps = false;
        call.call.target(far.target(Packets.target(Direction.SENDRECV, 20, (first & 4) != 0)), call.now);
        call.call.start(call.now);
        while (script.hasRemaining()) {
            int operation = script.get();
            byte[] bytes = new byte[script.hasRemaining() ? Math.min(script.get() & 0xff, script.remaining()) : 0];
            script.get(bytes);
            if ((operation & 1) == 0) {
                call.rtp(bytes, (operation & 2) == 0 ? Packets.FAR : Packets.OTHER);
            } else {
                byte[] room = new byte[RtpPacket.MAX_BYTES + 1];
                System.arraycopy(bytes, 0, room, 0, bytes.length);
                call.call.receiveRtcp(room, bytes.length, Packets.FAR_RTCP, call.now);
            }
            if ((operation & 4) != 0) {
                call.step();
            }
        }
        FuzzTarget.expect(
                call.figures.snapshot().packetsReceived() == 0, () -> "a packet without a right tag was taken");
        FuzzTarget.expect(call.call.secureStreams() == 0, () -> "something is kept of a packet without a right tag");
        call.now += 2_000 * CallUnderTest.MILLI;
        call.rtp(far.seal(Packets.rtp(0, false, 7, 160, 0x5151, new byte[160])), Packets.FAR);
        FuzzTarget.expect(call.figures.snapshot().packetsReceived() == 1, () -> "the far end is not heard behind it");
    }

    @Override
    public int maxLength() {
        return 1_024;
    }
}
