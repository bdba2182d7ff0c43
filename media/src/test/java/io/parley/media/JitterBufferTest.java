package io.parley.media;

import static io.parley.media.JitterBuffer.Result.DUPLICATE;
import static io.parley.media.JitterBuffer.Result.KEPT;
import static io.parley.media.JitterBuffer.Result.LATE;
import static io.parley.media.JitterBuffer.Result.OVERFLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class JitterBufferTest {
    private final JitterBuffer buffer = new JitterBuffer();

    @Test
    void givesPacketsInOrderWhateverTheOrderTheyCameIn() {
        put(12);
        put(10);
        put(11);

        assertThat(take()).isEqualTo(10);
        assertThat(take()).isEqualTo(11);
        assertThat(take()).isEqualTo(12);
        assertThat(buffer.head()).isEqualTo(-1);
    }

    @Test
    void tellsHowManyPacketsAreMissing() {
        put(10);
        take();
        put(14);

        assertThat(buffer.missingBefore(buffer.head())).isEqualTo(3);
    }

    @Test
    void aPacketThatComesTwiceIsKeptOnce() {
        assertThat(put(10)).isEqualTo(KEPT);
        assertThat(put(10)).isEqualTo(DUPLICATE);
        take();
        assertThat(put(10)).isEqualTo(LATE);
    }

    @Test
    void aPacketBehindOneThatWasPlayedIsLate() {
        put(10);
        put(12);
        take();
        take();

        assertThat(put(11)).isEqualTo(LATE);
    }

    @Test
    void beforeAnythingWasPlayedAnEarlierPacketIsWelcome() {
        put(10);
        assertThat(put(9)).isEqualTo(KEPT);

        assertThat(take()).isEqualTo(9);
    }

    @Test
    void holdsNoMoreThanItsSlotsAndDropsTheOldest() {
        for (int i = 0; i < JitterBuffer.SLOTS; i++) {
            assertThat(put(i)).isEqualTo(KEPT);
        }
        assertThat(put(JitterBuffer.SLOTS)).isEqualTo(OVERFLOWED);

        assertThat(take()).isEqualTo(1);
    }

    @Test
    void aFarJumpDropsWhatLiesBehind() {
        put(1);
        put(2);
        assertThat(put(100_000)).isEqualTo(OVERFLOWED);

        assertThat(take()).isEqualTo(100_000);
        assertThat(buffer.head()).isEqualTo(-1);
    }

    @Test
    void keepsTheBytesNotTheArray() {
        RtpPacket packet = Packets.received(Packets.rtp(0, false, 1, 0, 1, (byte) 5, (byte) 6), Packets.FAR, 77);
        packet.parse();
        buffer.put(0, 0, 0, JitterBuffer.Kind.AUDIO, packet);
        packet.buffer[12] = 99;

        int slot = buffer.head();
        assertThat(buffer.length(slot)).isEqualTo(2);
        assertThat(buffer.payload(slot)).startsWith(5, 6);
        assertThat(buffer.arrival(slot)).isEqualTo(77);
    }

    @Test
    void takesPayloadsLongerThanAnyBefore() {
        byte[] payload = new byte[960];
        payload[959] = 9;
        RtpPacket packet = Packets.received(Packets.rtp(0, false, 1, 0, 1, payload), Packets.FAR, 0);
        packet.parse();
        buffer.put(0, 0, 0, JitterBuffer.Kind.AUDIO, packet);

        assertThat(buffer.payload(buffer.head())[959]).isEqualTo((byte) 9);
    }

    @Test
    void emptiedItBeginsAnew() {
        put(10);
        take();
        buffer.clear();

        assertThat(put(3)).isEqualTo(KEPT);
        assertThat(take()).isEqualTo(3);
    }

    private JitterBuffer.Result put(long position) {
        RtpPacket packet = Packets.received(Packets.rtp(0, false, 1, 0, 1), Packets.FAR, 0);
        packet.parse();
        return buffer.put(position, position * 160, 0, JitterBuffer.Kind.AUDIO, packet);
    }

    private long take() {
        int slot = buffer.head();
        buffer.release(slot);
        return buffer.mediaTime(slot) / 160;
    }
}
