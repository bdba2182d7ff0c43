package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TrunksTest {
    private static final Trunk CARRIER = new Trunk("carrier", List.of("192.0.2.0/24", "2001:db8::/32"), false, 503);
    private static final Trunk GATEWAY = new Trunk("gateway", List.of("192.0.2.7"), true, 486);

    private final Trunks trunks = Trunks.of(List.of(CARRIER, GATEWAY));

    @Test
    void knowsACallByTheAddressItComesFrom() {
        assertThat(trunks.of(CidrTest.address("192.0.2.9"))).contains(CARRIER);
        assertThat(trunks.of(CidrTest.address("2001:db8::9"))).contains(CARRIER);
    }

    @Test
    void theSmallestBlockDecidesWhateverTheOrder() {
        assertThat(trunks.of(CidrTest.address("192.0.2.7"))).contains(GATEWAY);
        assertThat(Trunks.of(List.of(GATEWAY, CARRIER)).of(CidrTest.address("192.0.2.7")))
                .contains(GATEWAY);
    }

    @Test
    void withTrunksNobodyElseMayCallNotEvenFromLoopback() {
        assertThat(trunks.of(CidrTest.address("203.0.113.9"))).isEmpty();
        assertThat(trunks.of(CidrTest.address("127.0.0.1"))).isEmpty();
        assertThat(trunks.of(CidrTest.address("10.0.0.1"))).isEmpty();
    }

    @Test
    void withoutTrunksLoopbackAndPrivateAddressesMayCall() {
        Trunks none = Trunks.of(List.of());

        assertThat(none.of(CidrTest.address("127.0.0.1"))).contains(Trunks.LOCAL);
        assertThat(none.of(CidrTest.address("192.168.1.20"))).contains(Trunks.LOCAL);
        assertThat(none.of(CidrTest.address("203.0.113.9"))).isEmpty();
    }
}
