package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validity of RTCP, <a href="https://www.rfc-editor.org/rfc/rfc3550#appendix-A.2">RFC 3550, appendix A.2</a>. */
@Timeout(10)
class JitsiRtcpTest {
    private static final String REPORT = "80 c9 0001 11111111";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a receiver report alone,           80 c9 0001 11111111",
        "a report and a description,        80 c9 0001 11111111 81 ca 0002 11111111 01 02 6162",
        "a report and a goodbye,            80 c9 0001 11111111 81 cb 0001 11111111",
        "a report that is padded and alone, a0 c9 0002 11111111 00000004"
    })
    void accepts(String what, String hex) {
        assertThat(isValid(hex)).as(what).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "seven bytes,                     80 c9 0001 111111",
        "four bytes,                      80 c9 0000",
        "a goodbye first,                 81 cb 0001 11111111",
        "a description first,             81 ca 0001 11111111",
        "version 1,                       40 c9 0001 11111111",
        "version 0 in the second part,    80 c9 0001 11111111 01 cb 0001 11111111",
        "a length beyond the packet,      80 c9 00ff 11111111",
        "a length that leaves two bytes,  80 c9 0001 11111111 0000",
        "padding before another part,     a0 c9 0001 11111111 81 cb 0001 11111111",
        "RTP,                             80 00 0001 00000001 00000001 aaaa"
    })
    void refuses(String what, String hex) {
        assertThat(isValid(hex)).as(what).isFalse();
    }

    @Test
    void walksThePartsInOrder() {
        byte[] bytes = Packets.hex(REPORT + "81 ca 0002 11111111 01 02 6162" + "81 cb 0001 11111111");
        List<String> parts = new ArrayList<>();

        JitsiRtcp.walk(
                bytes,
                bytes.length,
                (buffer, offset, length) -> parts.add((buffer[offset + 1] & 0xff) + "@" + offset + "+" + length));

        assertThat(parts).containsExactly("201@0+8", "202@8+12", "203@20+8");
    }

    private static boolean isValid(String hex) {
        byte[] bytes = Packets.hex(hex);
        return JitsiRtcp.isValid(Arrays.copyOf(bytes, RtpPacket.MAX_BYTES), bytes.length);
    }
}
