package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may be done only so often, on a real Redis. */
@Timeout(60)
class RedisTallyIT extends StoreFixture {
    private static final Duration HOUR = Duration.ofHours(1);

    private boolean take(Tally... tallies) {
        return Await.get(store.take(List.of(tallies)));
    }

    @Test
    void countsUnderAllTalliesOrNone() {
        Tally all = new Tally("all", 3, HOUR);
        Tally bank = new Tally("agent:bank", 1, HOUR);
        Tally clinic = new Tally("agent:clinic", 5, HOUR);

        assertThat(take(all, bank)).isTrue();
        assertThat(take(all, bank)).as("one of the bank").isFalse();
        assertThat(take(all, clinic)).as("what was refused was counted nowhere").isTrue();
        assertThat(take(all, clinic)).isTrue();
        assertThat(take(all, clinic)).as("three of all").isFalse();
    }

    @Test
    void forgetsWhatIsOlderThanItsWindow() {
        Tally brief = new Tally("brief", 1, Duration.ofMillis(200));
        assertThat(take(brief)).isTrue();
        Eventually.isTrue("the window is over", () -> take(brief));
    }

    @Test
    void everyServerOfTheStoreCountsTogetherAndKeysExpire() {
        Tally all = new Tally("dial:all", 1, HOUR);
        assertThat(take(all)).isTrue();
        try (RawRedis raw = new RawRedis(redis.uri())) {
            assertThat(raw.redis().pttl("parley:tally:dial:all:3600")).isBetween(1L, HOUR.toMillis());
            assertThat(raw.redis().zcard("parley:tally:dial:all:3600")).isEqualTo(1);
        }
        assertThat(take(all)).isFalse();
    }
}
