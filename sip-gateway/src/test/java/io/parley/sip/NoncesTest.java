package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7616, section 3.3 and 5.4; who guesses passwords. */
@Timeout(20)
class NoncesTest {
    private static final InetAddress HERE = LocalAddresses.literal("192.0.2.1");
    private static final InetAddress THERE = LocalAddresses.literal("192.0.2.2");

    private final Nonces nonces = new Nonces(new SplittableRandom(3));

    @Test
    void areGoodForAWhileAndForOneSource() {
        String nonce = nonces.issue(HERE, 100);
        assertThat(nonces.look(nonce, HERE, 100)).isEqualTo(Nonces.Verdict.GOOD);
        assertThat(nonces.look(nonce, HERE, 400)).isEqualTo(Nonces.Verdict.GOOD);
        assertThat(nonces.look(nonce, HERE, 401)).isEqualTo(Nonces.Verdict.STALE);
        assertThat(nonces.look(nonce, THERE, 100)).isEqualTo(Nonces.Verdict.FORGED);
        assertThat(new Nonces(new SplittableRandom(4)).look(nonce, HERE, 100)).isEqualTo(Nonces.Verdict.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void areNotMadeUp(String nonce) {
        assertThat(nonces.look(nonce, HERE, 0)).isEqualTo(Nonces.Verdict.FORGED);
    }

    @Test
    void areCounted() {
        String nonce = nonces.issue(HERE, 0);
        assertThat(nonces.use(nonce, 1)).isTrue();
        assertThat(nonces.use(nonce, 1)).isFalse();
        assertThat(nonces.use(nonce, 3)).isTrue();
        assertThat(nonces.use(nonce, 2)).isFalse();
    }

    @Test
    void areForgottenBeyondTheCapAndThenUsedNoMore() {
        String first = nonces.issue(HERE, 0);
        assertThat(nonces.use(first, 1)).isTrue();
        String fresh = nonces.issue(HERE, 1);
        for (int i = 0; i < Nonces.USED; i++) {
            assertThat(nonces.use(nonces.issue(HERE, 1), 1)).isTrue();
        }
        assertThat(nonces.used()).isEqualTo(Nonces.USED);
        assertThat(nonces.use(first, 2)).as("its count is not known any more").isFalse();
        assertThat(nonces.use(fresh, 1)).isTrue();
    }

    @Test
    void comeWithAWrongPasswordForTheFirstTimeOnce() {
        String nonce = nonces.issue(HERE, 0);
        assertThat(nonces.fail(nonce)).isTrue();
        assertThat(nonces.fail(nonce)).isFalse();
        assertThat(nonces.fail(nonce + "=")).as("spelled otherwise").isFalse();
        for (int i = 0; i < Nonces.FAILED + 10; i++) {
            assertThat(nonces.fail(nonces.issue(HERE, 1))).isTrue();
        }
        assertThat(nonces.failed()).isEqualTo(Nonces.FAILED);
    }

    private static void wrong(Penalties penalties, InetAddress source, String user, long now) {
        assertThat(penalties.excludes(source, user, now)).isFalse();
        penalties.wrong(source, user, now);
    }

    @Test
    void excludeWhoIsWrongTooOftenUntilTimeHasPassed() {
        Penalties penalties = new Penalties();
        long now = Long.MAX_VALUE - 5;
        for (int i = 0; i < Penalties.BURST; i++) {
            wrong(penalties, HERE, "ann", now);
        }
        assertThat(penalties.excludes(HERE, "ann", now)).isTrue();
        assertThat(penalties.excludes(THERE, "ann", now)).isFalse();
        assertThat(penalties.excludes(HERE, "bob", now))
                .as("a neighbour behind the same NAT")
                .isFalse();
        now += 30_000_000_000L;
        wrong(penalties, HERE, "ann", now);
        assertThat(penalties.excludes(HERE, "ann", now)).isTrue();
    }

    /** Who tries one password with every name. */
    @Test
    void excludeASourceThatIsWrongAboutMany() {
        Penalties penalties = new Penalties();
        for (int i = 0; i < Penalties.SOURCE_BURST; i++) {
            wrong(penalties, HERE, "user" + i, 0);
        }
        assertThat(penalties.excludes(HERE, "ann", 0)).isTrue();
        assertThat(penalties.excludes(THERE, "ann", 0)).isFalse();
        assertThat(penalties.excludes(HERE, "ann", 3_000_000_000L)).isFalse();
    }

    /** A subscriber has 2^64 addresses to be wrong from. */
    @Test
    void countSixtyFourBitsOfIpv6AsOneSource() {
        Penalties penalties = new Penalties();
        for (int i = 0; i < Penalties.BURST; i++) {
            wrong(penalties, LocalAddresses.literal("2001:db8:0:1::" + i), "ann", 0);
        }
        assertThat(penalties.excludes(LocalAddresses.literal("2001:db8:0:1:ffff::"), "ann", 0))
                .isTrue();
        assertThat(penalties.excludes(LocalAddresses.literal("2001:db8:0:2::1"), "ann", 0))
                .isFalse();
    }

    @Test
    void rememberNoMoreOfTheWrongThanTheCap() {
        Penalties penalties = new Penalties();
        for (int i = 0; i < Penalties.SOURCES + 10; i++) {
            penalties.wrong(LocalAddresses.literal("10.0." + i / 256 + "." + i % 256), "user" + i, 0);
        }
        assertThat(penalties.size()).isEqualTo(Penalties.SOURCES);
    }
}
