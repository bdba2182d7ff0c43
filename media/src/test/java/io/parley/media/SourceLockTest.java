package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody but the agreed or learned source is heard or answered. */
@Timeout(10)
class SourceLockTest {
    private static final InetSocketAddress SIGNALLED = new InetSocketAddress("10.0.0.5", 4000);
    private static final InetSocketAddress TRANSLATED = new InetSocketAddress("203.0.113.9", 31_000);
    private static final InetSocketAddress ATTACKER = new InetSocketAddress("198.51.100.66", 6666);

    private final SourceLock lock = new SourceLock(SourceLock.CONFIRMED);

    @Test
    void beforeATargetNobodyIsAdmitted() {
        assertThat(lock.admits(SIGNALLED)).isFalse();
        assertThat(lock.destination()).isNull();
    }

    @Test
    void withoutLearningOnlyTheSignalledAddressAndPortCount() {
        lock.expect(SIGNALLED, false);

        assertThat(lock.admits(new InetSocketAddress("10.0.0.5", 4001))).isFalse();
        assertThat(lock.admits(ATTACKER)).isFalse();
        assertThat(lock.admits(SIGNALLED)).isTrue();
        assertThat(lock.destination()).isEqualTo(SIGNALLED);
    }

    @Test
    void learnsASourceFromThreePacketsInARowAndIsStrictThen() {
        lock.expect(SIGNALLED, true);

        assertThat(lock.admits(TRANSLATED)).isTrue();
        assertThat(lock.admits(TRANSLATED)).isTrue();
        assertThat(lock.destination()).isEqualTo(SIGNALLED);
        assertThat(lock.admits(TRANSLATED)).isTrue();
        assertThat(lock.destination()).isEqualTo(TRANSLATED);
        assertThat(lock.isLearned()).isTrue();

        for (int i = 0; i < 100; i++) {
            assertThat(lock.admits(ATTACKER)).isFalse();
            assertThat(lock.admits(SIGNALLED)).isFalse();
        }
        assertThat(lock.admits(TRANSLATED)).isTrue();
    }

    @Test
    void theSignalledAddressIsTakenAtOnceWhenItSpeaksAfterAll() {
        lock.expect(SIGNALLED, true);
        lock.admits(ATTACKER);
        lock.admits(ATTACKER);

        assertThat(lock.admits(SIGNALLED)).isTrue();
        assertThat(lock.admits(ATTACKER)).isFalse();
        assertThat(lock.destination()).isEqualTo(SIGNALLED);
    }

    @Test
    void aQuarrelEndsWithTheFirstAfterFivePackets() {
        lock.expect(SIGNALLED, true);
        lock.admits(TRANSLATED);
        lock.admits(ATTACKER);
        lock.admits(TRANSLATED);
        lock.admits(ATTACKER);
        assertThat(lock.destination()).isEqualTo(SIGNALLED);
        lock.admits(ATTACKER);

        assertThat(lock.destination()).isEqualTo(TRANSLATED);
        assertThat(lock.admits(ATTACKER)).isFalse();
    }

    @Test
    void aNewTargetOpensTheDoorAgain() {
        lock.expect(SIGNALLED, true);
        learn(ATTACKER);
        lock.expect(new InetSocketAddress("10.0.0.6", 5000), true);

        assertThat(lock.destination()).isEqualTo(new InetSocketAddress("10.0.0.6", 5000));
        learn(TRANSLATED);
        assertThat(lock.destination()).isEqualTo(TRANSLATED);
    }

    @Test
    void aRenewedTargetKeepsTheSourceItHas() {
        lock.expect(SIGNALLED, true);
        learn(TRANSLATED);
        lock.expect(SIGNALLED, true);

        assertThat(lock.destination()).isEqualTo(TRANSLATED);
        assertThat(lock.admits(TRANSLATED)).isTrue();
        assertThat(lock.admits(ATTACKER)).isFalse();
    }

    @Test
    void aStrictTargetAfterALearnedOneIsStrict() {
        lock.expect(SIGNALLED, true);
        learn(TRANSLATED);
        lock.expect(SIGNALLED, false);

        assertThat(lock.admits(TRANSLATED)).isFalse();
        assertThat(lock.admits(SIGNALLED)).isTrue();
    }

    private void learn(InetSocketAddress source) {
        for (int i = 0; i < SourceLock.CONFIRMED; i++) {
            lock.admits(source);
        }
    }
}
