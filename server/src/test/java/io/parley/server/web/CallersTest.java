package io.parley.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much one source may call. */
@Timeout(10)
class CallersTest {
    private long now;
    private final Callers callers = new Callers(() -> now);

    private static InetAddress at(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void allAddressesOfASubscriberAreOneCaller() {
        for (int i = 0; i < Callers.AT_ONCE; i++) {
            assertThat(callers.take(at("2001:db8:0:1::" + (i + 1)))).isTrue();
        }
        assertThat(callers.take(at("2001:db8:0:1:ffff::99"))).isFalse();
        assertThat(callers.take(at("2001:db8:0:2::1"))).as("another's").isTrue();
        assertThat(callers.remembered()).isEqualTo(2);

        callers.over(at("2001:db8:0:1::77"));
        assertThat(callers.take(at("2001:db8:0:1::78"))).isTrue();
    }

    @Test
    void oneAddressCallsSoOftenInAMinute() {
        for (int i = 0; i < Callers.A_MINUTE; i++) {
            assertThat(callers.take(at("192.0.2.1"))).isTrue();
            callers.over(at("192.0.2.1"));
        }
        assertThat(callers.take(at("192.0.2.1"))).isFalse();
        assertThat(callers.take(at("192.0.2.2"))).isTrue();
        now += 61_000_000_000L;
        assertThat(callers.take(at("192.0.2.1"))).isTrue();
    }

    @Test
    void sourcesThatAreRememberedAreCapped() {
        for (int i = 0; i <= Callers.MOST; i++) {
            callers.take(at("10.0." + i / 256 + "." + i % 256));
            callers.over(at("10.0." + i / 256 + "." + i % 256));
        }
        assertThat(callers.remembered()).isEqualTo(Callers.MOST);
    }
}
