package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** STUN against the test vectors of RFC 5769, sections 2.1 to 2.3. */
@Timeout(10)
class StunMessageTest {
    private static final byte[] PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt".getBytes(StandardCharsets.US_ASCII);
    static final byte[] REQUEST = bytes("000100582112a442b7e7a701bc34d686fa87dfae"
            + "802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b151263b36"
            + "000600096576746a3a68367659202020"
            + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");
    private static final byte[] RESPONSE_IPV4 = bytes("0101003c2112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220002000080001a147e112a643"
            + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");
    private static final byte[] RESPONSE_IPV6 = bytes("010100482112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c");

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static StunMessage read(byte[] bytes) {
        return Objects.requireNonNull(StunMessage.read(bytes, bytes.length));
    }

    @Test
    void theSampleRequestIsReadAndAuthentic() {
        StunMessage request = read(REQUEST);
        assertThat(request.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(request.username()).isEqualTo("evtj:h6vY");
        assertThat(request.has(StunMessage.ICE_CONTROLLED)).isTrue();
        assertThat(request.has(StunMessage.USE_CANDIDATE)).isFalse();
        assertThat(request.unknown()).isZero();
        assertThat(request.isAuthentic(PASSWORD)).isTrue();
        assertThat(request.isAuthentic("another".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    @Test
    void theSampleResponsesSayWhereTheRequestCameFrom() {
        StunMessage ipv4 = read(RESPONSE_IPV4);
        assertThat(ipv4.isAuthentic(PASSWORD)).isTrue();
        assertThat(ipv4.mapped()).isEqualTo(new InetSocketAddress("192.0.2.1", 32_853));
        StunMessage ipv6 = read(RESPONSE_IPV6);
        assertThat(ipv6.isAuthentic(PASSWORD)).isTrue();
        assertThat(ipv6.mapped()).isEqualTo(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32_853));
    }

    @Test
    void whatWeAnswerIsReadTheSameWay() {
        for (String host : new String[] {"192.0.2.9", "2001:db8::9"}) {
            InetSocketAddress from = new InetSocketAddress(host, 4_321);
            StunMessage answer = read(read(REQUEST).success(from, PASSWORD));
            assertThat(answer.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
            assertThat(answer.mapped()).isEqualTo(from);
            assertThat(answer.isAuthentic(PASSWORD)).isTrue();
        }
        StunMessage error = read(read(REQUEST).error(487, "Role Conflict", PASSWORD));
        assertThat(error.type()).isEqualTo(StunMessage.BINDING_ERROR);
        assertThat(error.errorCode()).isEqualTo(487);
        assertThat(error.isAuthentic(PASSWORD)).isTrue();
    }

    @Test
    void noBitOfARequestMayBeAnother() {
        int fingerprint = REQUEST.length - 8; // which is no part of what is authentic
        for (int bit = 0; bit < fingerprint * 8; bit++) {
            byte[] changed = REQUEST.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            StunMessage read = StunMessage.read(changed, changed.length);
            assertThat(read == null || !read.isAuthentic(PASSWORD))
                    .as("bit " + bit)
                    .isTrue();
        }
    }

    @Test
    void whatIsCutOffOrMadeUpIsNoMessage() {
        for (int length = 0; length < REQUEST.length; length++) {
            assertThat(StunMessage.read(Arrays.copyOf(REQUEST, length), length))
                    .as(length + " bytes")
                    .isNull();
        }
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            byte[] made = new byte[random.nextInt(200)];
            random.nextBytes(made);
            assertThat(StunMessage.read(made, made.length)).isNull();
        }
    }

    @Test
    void aMessageOfMoreAttributesThanAreLookedAtIsNone() {
        Checks many = new Checks();
        for (int i = 0; i <= StunMessage.MOST_ATTRIBUTES; i++) {
            many.attribute(0x8022);
        }
        byte[] bytes = many.unsigned();
        assertThat(StunMessage.read(bytes, bytes.length)).isNull();
    }
}
