package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.9, 192.0.2.9, true",
        "192.0.2.9, 192.0.2.10, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "0.0.0.0/0, ::1, false",
    })
    void knowsItsAddresses(String block, String address, boolean inside) throws UnknownHostException {
        assertThat(Cidr.parse(block).contains(InetAddress.getByName(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"carrier.example.net", "", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "192.0.2.0/x", "/8"})
    void refusesWhatIsNoAddressWithoutAskingTheDns(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(SipFault.class).hasMessageContaining(text);
    }
}
