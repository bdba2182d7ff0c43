package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RTP headers, <a href="https://www.rfc-editor.org/rfc/rfc3550#section-5.1">RFC 3550, section 5.1</a>. */
@Timeout(10)
class JitsiRtpTest {
    @Test
    void readsEveryFieldOfThePlainHeader() {
        RtpPacket packet = parsed("80 88 ffff ffffff60 deadbeef 0102030405");

        assertThat(packet.marker).isTrue();
        assertThat(packet.payloadType).isEqualTo(8);
        assertThat(packet.sequence).isEqualTo(0xffff);
        assertThat(packet.timestamp).isEqualTo(0xffff_ff60L);
        assertThat(packet.ssrc).isEqualTo(0xdeadbeef);
        assertThat(packet.payloadOffset).isEqualTo(12);
        assertThat(packet.payloadLength).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "two contributing sources,   82 00 0001 00000001 00000001 0000000a 0000000b aabb, 20, 2",
        "an extension of two words,  90 00 0001 00000001 00000001 bede0002 11111111 22222222 aa, 24, 1",
        "an extension of no words,   90 00 0001 00000001 00000001 bede0000 aabbcc, 16, 3",
        "three bytes of padding,     a0 00 0001 00000001 00000001 aabb 000003, 12, 2",
        "nothing but padding,        a0 00 0001 00000001 00000001 000003, 12, 0",
        "no payload,                 80 00 0001 00000001 00000001, 12, 0"
    })
    void findsThePayloadBehind(String what, String hex, int offset, int length) {
        RtpPacket packet = parsed(hex);

        assertThat(packet.payloadOffset).as(what).isEqualTo(offset);
        assertThat(packet.payloadLength).as(what).isEqualTo(length);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing,                               ''",
        "eleven bytes,                          80 00 0001 00000001 000000",
        "version 1,                             40 00 0001 00000001 00000001 aa",
        "version 3,                             c0 00 0001 00000001 00000001 aa",
        "more sources than bytes,               8f 00 0001 00000001 00000001 aa",
        "an extension header cut off,           90 00 0001 00000001 00000001 bede",
        "an extension longer than the packet,   90 00 0001 00000001 00000001 bede0009 11111111",
        "an extension of 65535 words,           90 00 0001 00000001 00000001 bedeffff 11111111",
        "padding of nothing,                    a0 00 0001 00000001 00000001 aa00",
        "more padding than packet,              a0 00 0001 00000001 00000001 aaff"
    })
    void refuses(String what, String hex) {
        assertThat(Packets.received(Packets.hex(hex), Packets.FAR, 0).parse())
                .as(what)
                .isFalse();
    }

    @Test
    void refusesWhatIsLongerThanAnEthernetFrame() {
        byte[] bytes = Arrays.copyOf(Packets.rtp(0, false, 1, 1, 1), 3_000);

        assertThat(Packets.received(bytes, Packets.FAR, 0).parse()).isFalse();
    }

    @Test
    void leftoversOfTheLastPacketInTheArrayAreNotRead() {
        RtpPacket packet = new RtpPacket();
        Packets.into(packet, Packets.hex("80 00 0001 00000001 00000001 bede0001 11111111 22"), Packets.FAR, 0);
        assertThat(packet.parse()).isTrue();

        Packets.into(packet, Packets.hex("90 00 0001 00000001 00000001"), Packets.FAR, 0);

        assertThat(packet.parse()).isFalse();
    }

    @Test
    void writesWhatItReads() {
        Outgoing out = new Outgoing();
        Arrays.fill(out.bytes, (byte) 0xff);
        out.header.write(101, true, 65_535, 0xffff_fff0L, 0x89ab_cdef);

        RtpPacket packet = Packets.received(Arrays.copyOf(out.bytes, 12), Packets.FAR, 0);

        assertThat(packet.parse()).isTrue();
        assertThat(packet.payloadType).isEqualTo(101);
        assertThat(packet.marker).isTrue();
        assertThat(packet.sequence).isEqualTo(65_535);
        assertThat(packet.timestamp).isEqualTo(0xffff_fff0L);
        assertThat(packet.ssrc).isEqualTo(0x89ab_cdef);
        assertThat(packet.payloadLength).isZero();
    }

    private static RtpPacket parsed(String hex) {
        RtpPacket packet = Packets.received(Packets.hex(hex), Packets.FAR, 0);
        assertThat(packet.parse()).isTrue();
        return packet;
    }
}
