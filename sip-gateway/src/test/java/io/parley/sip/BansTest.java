package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BansTest {
    private long now;
    private final Bans bans = new Bans(source -> source.getHostAddress().equals("203.0.113.9"), () -> now);

    private static InetAddress at(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void strikes(String source, int times) {
        for (int i = 0; i < times; i++) {
            bans.strike(at(source), Bans.Reason.PASSWORDS);
        }
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aSourceIsBannedForATimeThatDoubles() {
        strikes("198.51.100.1", Bans.STRIKES - 1);
        assertThat(bans.isBanned(at("198.51.100.1"))).isFalse();
        Duration length = Bans.FIRST;
        for (int i = 0; i < 14; i++) {
            bans.ban(at("198.51.100.1"), Bans.Reason.SCANNER);
            passes(length.minusNanos(1));
            assertThat(bans.isBanned(at("198.51.100.1"))).as(length.toString()).isTrue();
            passes(Duration.ofNanos(1));
            assertThat(bans.isBanned(at("198.51.100.1"))).as(length.toString()).isFalse();
            length = length.multipliedBy(2).compareTo(Bans.LONGEST) > 0 ? Bans.LONGEST : length.multipliedBy(2);
        }
        assertThat(length).isEqualTo(Bans.LONGEST);
        passes(Bans.LONGEST.plusNanos(1));
        bans.ban(at("198.51.100.1"), Bans.Reason.SCANNER);
        passes(Bans.FIRST);
        assertThat(bans.isBanned(at("198.51.100.1"))).as("after a good day").isFalse();
    }

    @Test
    void whatHappensNowAndThenIsForgiven() {
        for (int i = 0; i < 1_000; i++) {
            strikes("198.51.100.1", 1);
            passes(Duration.ofSeconds(30));
        }
        assertThat(bans.isBanned(at("198.51.100.1"))).isFalse();
    }

    @Test
    void aTrunkIsNeverBanned() {
        strikes("203.0.113.9", 1_000);
        bans.ban(at("203.0.113.9"), Bans.Reason.SCANNER);
        assertThat(bans.isBanned(at("203.0.113.9"))).isFalse();
    }

    @Test
    void aSubscriberOfIpv6IsOneSource() {
        bans.ban(at("2001:db8:1:2::5"), Bans.Reason.SCANNER);
        assertThat(bans.isBanned(at("2001:db8:1:2:ffff::1"))).isTrue();
        assertThat(bans.isBanned(at("2001:db8:1:3::5"))).isFalse();
    }

    @Test
    void bansAreListedAndLifted() {
        bans.ban(at("198.51.100.1"), Bans.Reason.SCANNER);
        assertThat(bans.list()).containsExactly(new Bans.Ban("198.51.100.1", "scanner", 60, 1));
        assertThat(bans.lift("198.51.100.2")).isFalse();
        assertThat(bans.lift("198.51.100.1")).isTrue();
        assertThat(bans.isBanned(at("198.51.100.1"))).isFalse();
        assertThat(bans.list()).isEmpty();
    }

    @Test
    void sourcesThatAreRememberedAreCapped() {
        for (int i = 0; i <= Bans.SOURCES + 10; i++) {
            bans.strike(at("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256), Bans.Reason.MALFORMED);
        }
        assertThat(bans.size()).isEqualTo(Bans.SOURCES);
    }

    @ParameterizedTest
    @CsvSource({
        "friendly-scanner, true",
        "sipcli/v1.8, true",
        "pplsip, true",
        "SIPVicious 0.3, true",
        "friendly-request, true",
        "sundayddr, true",
        "VaxSIPUserAgent/3.1, true",
        "iWar, true",
        "Acme SIPClient/2, false",
        "SIPClient/2, false",
        "smapper 1, false",
        "Grandstream, false"
    })
    void knowsScannersByTheirName(String agent, boolean scanner) {
        assertThat(Bans.isScanner(agent)).isEqualTo(scanner);
    }
}
