package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ApiSpec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

        breaker.ended(breaker.tryAcquire(0), false, 0);
        breaker.ended(breaker.tryAcquire(0), true, 0);
        breaker.ended(breaker.tryAcquire(0), false, 0);
        breaker.ended(breaker.tryAcquire(1), false, SECOND);
        assertThat(breaker.tryAcquire(2 * SECOND)).isNegative();
        long trial = breaker.tryAcquire(31 * SECOND);
        assertThat(trial).isNotNegative();
        assertThat(breaker.tryAcquire(31 * SECOND)).isNegative();
        breaker.ended(trial, false, 32 * SECOND);
        assertThat(breaker.tryAcquire(33 * SECOND)).isNegative();
        breaker.forgotten(breaker.tryAcquire(62 * SECOND));
        trial = breaker.tryAcquire(62 * SECOND);
        assertThat(trial).isNotNegative();
        breaker.ended(trial, true, 63 * SECOND);
        assertThat(breaker.tryAcquire(63 * SECOND)).isNotNegative();
    }

    @Test
    void whatWasSentBeforeAnApiWasLeftAloneSaysNothingAfterwards() {
        Breaker breaker = new Breaker(new ApiSpec.Breaker(1, Duration.ofSeconds(30)));
        long slow = breaker.tryAcquire(0);
        long slower = breaker.tryAcquire(0);
        breaker.ended(breaker.tryAcquire(0), false, SECOND);

        breaker.ended(slow, true, 2 * SECOND);
        assertThat(breaker.tryAcquire(3 * SECOND)).isNegative();
        assertThat(breaker.tryAcquire(31 * SECOND)).isNotNegative();
        breaker.ended(slower, false, 32 * SECOND);
        breaker.forgotten(slower);
        assertThat(breaker.tryAcquire(32 * SECOND)).isNegative();
    }

    /** Holds every request back. */
    private static final class Silent implements HttpWire, Timers {
        private final List<Promise<Result>> sent = new ArrayList<>();
        private long nanos;

        @Override
        public Exchange send(HttpCall call) {
            Promise<Result> result = Promise.promise();
            sent.add(result);
            return new Exchange() {
                @Override
                public Future<Result> result() {
                    return result.future();
                }

                @Override
                public boolean hasLeft() {
                    return true;
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long after(long millis, Runnable job) {
            throw new AssertionError("nothing waits here");
        }

        @Override
        public void cancel(long timer) {}
    }

    private static final HttpCall CALL = new HttpCall(HttpMethod.GET, new Origin(true, "h", 443), "/", Map.of(), null);

    @Test
    void anApiThatDoesNotAnswerInTimeHasFailedAndOneThatNobodyWaitsForHasNot() {
        Silent api = new Silent();
        Breaker breaker = new Breaker(new ApiSpec.Breaker(2, Duration.ofSeconds(30)));
        HttpWire wire = new GuardedWire(api, "orders", api, null, breaker);

        wire.send(CALL).late();
        wire.send(CALL).abort();
        wire.send(CALL).abort();
        assertThat(wire.send(CALL).result().isComplete()).isFalse();
        wire.send(CALL).late();
        assertThat(wire.send(CALL).result().result())
                .isEqualTo(new HttpWire.NotConnected("orders is left alone for a while, because it has failed", true));
        assertThat(api.sent).hasSize(5);
    }

    @Test
    void whatIsLeftAloneTakesNoPlaceInTheRate() {
        Silent api = new Silent();
        RateLimit rate = new RateLimit(new ApiSpec.Rate(2, Duration.ofHours(1)));
        Breaker breaker = new Breaker(new ApiSpec.Breaker(1, Duration.ofSeconds(30)));
        HttpWire wire = new GuardedWire(api, "orders", api, rate, breaker);
        wire.send(CALL).late();
        wire.send(CALL);
        wire.send(CALL);

        api.nanos = 30 * SECOND;
        assertThat(wire.send(CALL).result().isComplete()).isFalse();
    }
}
