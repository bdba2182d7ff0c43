package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** <a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632, section 3.1</a> and RFC 4291, section 2.3. */
@Timeout(10)
class CidrTest {
    static InetAddress address(String literal) {
        return IpLiteral.parse(literal).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0, true",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.0/24, 192.0.1.255, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.8/29, 192.0.2.15, true",
        "192.0.2.8/29, 192.0.2.16, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.7/32, 192.0.2.7, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 203.0.113.9, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:8000::, false",
        "2001:db8::1, 2001:db8::1, true",
        "2001:db8::1, 2001:db8::2, false",
        "2001:DB8::/127, 2001:db8::1, true",
        "::ffff:192.0.2.7, 192.0.2.7, true",
    })
    void containsItsAddressesAndNoOthers(String block, String address, boolean contained) {
        assertThat(Cidr.parse(block).contains(address(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.010",
                "192.0.2.0/",
                "192.0.2.0/-1",
                "192.0.2.0/33",
                "192.0.2.1/24",
                "192.0.2.0/24/8",
                "2001:db8::/129",
                "2001:db8::1/64",
                "2001:db8:::1",
                "::g",
                "fe80::1%eth0",
                "[::1]",
                " 192.0.2.1",
                "1",
                "::/0x8",
                "192.0.2.0/9999999999"
            })
    void refusesWhatIsNoBlock(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.255.255.254, true",
        "::1, true",
        "10.255.255.255, true",
        "11.0.0.0, false",
        "172.15.255.255, false",
        "172.16.0.0, true",
        "172.31.255.255, true",
        "172.32.0.0, false",
        "192.168.0.1, true",
        "192.169.0.1, false",
        "169.254.1.1, true",
        "100.64.0.1, false",
        "0.0.0.0, false",
        "224.0.0.1, false",
        "203.0.113.9, false",
        "fe80::1, true",
        "fc00::1, true",
        "fdff::1, true",
        "fe00::1, false",
        "fec0::1, false",
        "::, false",
        "2001:db8::1, false",
        "::ffff:10.0.0.1, true",
        "::ffff:203.0.113.9, false",
    })
    void knowsLoopbackAndPrivateAddresses(String address, boolean local) {
        assertThat(Cidr.isLoopbackOrPrivate(address(address))).isEqualTo(local);
    }

    @Test
    void writesItselfAsItIsRead() {
        assertThat(Cidr.parse("192.0.2.0/24")).hasToString("192.0.2.0/24");
        assertThat(Cidr.parse("192.0.2.7")).hasToString("192.0.2.7/32").isEqualTo(Cidr.parse("192.0.2.7/32"));
    }
}
