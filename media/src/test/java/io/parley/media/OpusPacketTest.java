package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a packet lasts, <a href="https://www.rfc-editor.org/rfc/rfc6716#section-3.1">RFC 6716, section 3</a>. */
@Timeout(10)
class OpusPacketTest {
    /** Table 2: configurations 0 to 31. */
    @ParameterizedTest(name = "configurations from {0}: {1}")
    @CsvSource({
        "0, 160 320 640 960",
        "4, 160 320 640 960",
        "8, 160 320 640 960",
        "12, 160 320 160 320",
        "16, 40 80 160 320",
        "20, 40 80 160 320",
        "24, 40 80 160 320",
        "28, 40 80 160 320"
    })
    void theFirstOctetSaysHowLongAFrameIs(int first, String samples) {
        String[] wanted = samples.split(" ");
        for (int i = 0; i < wanted.length; i++) {
            byte[] packet = {(byte) (first + i << 3), 0};
            assertThat(OpusPacket.samples(packet, 0, 2, 16_000)).isEqualTo(Integer.parseInt(wanted[i]));
        }
    }

    /** Section 3.2: frames of 20 ms. */
    @ParameterizedTest(name = "{0}: {1} samples")
    @CsvSource({
        "48, 320",
        "4801, 320",
        "49, 640",
        "490102, 640",
        "4901, 0",
        "4a, 0",
        "4a0102, 640",
        "4b, 0",
        "4b00, 0",
        "4b01, 320",
        "4b03, 960",
        "4b06, 1920",
        "4b07, 0",
        "4b3f, 0",
        "4bff, 0",
        "8330, 1920",
        "8331, 0"
    })
    void severalFramesMakeAPacketOf120MillisecondsAtMost(String hex, int samples) {
        byte[] packet = Packets.hex(hex);

        assertThat(OpusPacket.samples(packet, 0, packet.length, 16_000)).isEqualTo(samples);
    }

    @Test
    void nothingIsNoPacket() {
        assertThat(OpusPacket.samples(new byte[0], 0, 0, 16_000)).isZero();
    }
}
