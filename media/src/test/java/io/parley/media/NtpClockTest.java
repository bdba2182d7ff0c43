package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** NTP timestamps, <a href="https://www.rfc-editor.org/rfc/rfc3550#section-4">RFC 3550, section 4</a>. */
@Timeout(10)
class NtpClockTest {
    private final NtpClock clock = new NtpClock(0, 1_000);

    @Test
    void theUnixEpochIsSeventyYearsAfterNtps() {
        assertThat(clock.at(1_000)).isEqualTo(2_208_988_800L << 32);
    }

    @Test
    void movesWithTheMonotonicClock() {
        assertThat(clock.at(1_000 + 500_000_000L) - clock.at(1_000)).isEqualTo(0x8000_0000L);
        assertThat(clock.middle(1_000 + 1_500_000_000L) - clock.middle(1_000)).isEqualTo(0x1_8000);
    }
}
