package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ApiSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often an API is asked, and when it is left alone; time is a parameter. */
@Timeout(10)
class ApiLimitsTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void whatIsTooEarlyWaitsAndWhatIsFarTooEarlyDoesNotGo() {
        RateLimit rate = new RateLimit(new ApiSpec.Rate(2, Duration.ofSeconds(1)));

        assertThat(rate.acquire(0)).isZero();
        assertThat(rate.acquire(SECOND / 4)).isZero();
        assertThat(rate.acquire(SECOND / 2)).isEqualTo(SECOND / 2);
        assertThat(rate.acquire(SECOND / 2)).isEqualTo(3 * SECOND / 4);
        assertThat(rate.acquire(SECOND / 2)).isEqualTo(3 * SECOND / 2);
        assertThat(rate.acquire(SECOND / 2)).isEqualTo(7 * SECOND / 4);
        assertThat(rate.acquire(SECOND / 2)).isNegative();
        assertThat(rate.acquire(10 * SECOND)).isZero();
    }

    @Test
    void noSecondHasMoreRequestsThanItsRate() {
        RateLimit rate = new RateLimit(new ApiSpec.Rate(3, Duration.ofSeconds(1)));
        List<Long> went = new ArrayList<>();
        for (long now = 0; now < 10 * SECOND; now += SECOND / 17) {
            long wait = rate.acquire(now);
            if (wait >= 0) {
                went.add(now + wait);
            }
        }

        for (int i = 3; i < went.size(); i++) {
            assertThat(went.get(i) - went.get(i - 3)).isGreaterThanOrEqualTo(SECOND);
        }
        assertThat(went).hasSizeBetween(30, 36);
    }

    @Test
    void anApiThatFailsInARowIsLeftAloneAndThenTriedOnce() {
        Breaker breaker = new Breaker(new ApiSpec.Breaker(2, Duration.ofSeconds(30)));

        breaker.ended(false, 0);
        breaker.ended(true, 0);
        breaker.ended(false, 0);
        assertThat(breaker.tryAcquire(1)).isTrue();
        breaker.ended(false, SECOND);
        assertThat(breaker.tryAcquire(2 * SECOND)).isFalse();
        assertThat(breaker.tryAcquire(31 * SECOND)).isTrue();
        assertThat(breaker.tryAcquire(31 * SECOND)).isFalse();
        breaker.ended(false, 32 * SECOND);
        assertThat(breaker.tryAcquire(33 * SECOND)).isFalse();
        assertThat(breaker.tryAcquire(62 * SECOND)).isTrue();
        breaker.forgotten();
        assertThat(breaker.tryAcquire(62 * SECOND)).isTrue();
        breaker.ended(true, 63 * SECOND);
        assertThat(breaker.tryAcquire(63 * SECOND)).isTrue();
    }
}
