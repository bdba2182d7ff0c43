package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The media path of a call, packet in to packet out, allocates nothing per frame. */
@Timeout(30)
class AllocationTest {
    private static final int WARM = 3_000;
    private static final int MEASURED = 5_000;
    /** Two RTCP reports a step would be far more; a few in a hundred seconds are well below. */
    private static final double BYTES_PER_STEP = 2;

    @Test
    void aStepAndItsPacketsAllocateNothing() {
        CallUnderTest call = CallUnderTest.up();
        call.sent.keeps = false;
        call.keeps = false;
        short[] voice = new short[320];
        Runnable second = () -> {
            for (int i = 0; i < 50; i++) {
                call.playout.offer(voice, 0, 1, 0);
                if (i % 10 == 0) {
                    call.sequence++;
                    call.timestamp += 160;
                    call.step();
                } else {
                    packetAndStep(call);
                }
            }
        };
        for (int i = 0; i < WARM / 50; i++) {
            second.run();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < MEASURED / 50; i++) {
            second.run();
        }
        double perStep = (threads.getThreadAllocatedBytes(id) - before) / (double) MEASURED;

        assertThat(perStep).isLessThan(BYTES_PER_STEP);
    }

    private static final byte[] PACKET = Packets.rtp(0, false, 0, 0, 0x5151, new byte[160]);

    private static void packetAndStep(CallUnderTest call) {
        PACKET[2] = (byte) (call.sequence >> 8);
        PACKET[3] = (byte) call.sequence;
        for (int i = 0; i < 4; i++) {
            PACKET[4 + i] = (byte) (call.timestamp >> 24 - 8 * i);
        }
        call.sequence = call.sequence + 1 & 0xffff;
        call.timestamp += 160;
        call.rtp(PACKET, Packets.FAR);
        call.step();
    }
}
