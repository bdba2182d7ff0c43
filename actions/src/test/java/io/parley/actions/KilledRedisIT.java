package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The store on a real Redis that is killed, and comes back without what it had not yet written to its file. */
@Timeout(120)
class KilledRedisIT extends StoreFixture {
    @Test
    void aKilledServerLosesNothingAndRepeatsNothing() {
        for (int round = 0; round < 3; round++) {
            append(round * 200, round * 200 + 100);
            Await.get(store.flush());
            Frozen.signal("STOP", redis.pid());
            append(round * 200 + 100, round * 200 + 200);
            if (round > 0) {
                Frozen.signal("CONT", redis.pid()); // It may carry out some of it, all, or none.
            }
            kill();
        }

        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 600));
        assertThat(counters.get(ActionsCounter.REDIS_RESTARTS)).isEqualTo(3);
        assertThat(store.dropped()).isZero();
    }

    @Test
    void whatItHadConfirmedAndNotWrittenIsMadeAgain() {
        append(0, 100);
        Await.get(store.flush());
        stopsWriting();
        append(100, 200);
        assertThat(Await.get(store.putIfAbsent("pay", "first", DAY))).isNull();

        kill();

        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 200));
        assertThat(Await.get(store.putIfAbsent("pay", "second", DAY)))
                .as("a claim that was given stays given")
                .isEqualTo("first");
        assertThat(counters.get(ActionsCounter.STORE_RECOVERED)).isEqualTo(101);
    }

    @Test
    void aServerThatComesBackWithNothingGetsWhatItHadJustConfirmed() {
        stopsWriting();
        append(0, 100);
        Await.get(store.flush());

        kill();

        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 100));
        assertThat(counters.get(ActionsCounter.STORE_RECOVERED)).isEqualTo(100);
    }

    @Test
    void aLostConnectionAloneMakesNothingAgain() {
        append(0, 100);
        Await.get(store.flush());
        connectsAgainAfter(() -> {
            try (RawRedis raw = new RawRedis(redis.uri())) {
                raw.killOthers();
            }
        });
        append(100, 200);
        Await.get(store.flush());

        assertThat(Await.get(store.transcript("c1"))).isEqualTo(numbers(0, 200));
        assertThat(counters.get(ActionsCounter.STORE_RECOVERED)).isZero();
    }

    /** What is written from here on is in its memory alone, as in the moments before its file is written. */
    private void stopsWriting() {
        try (RawRedis raw = new RawRedis(redis.uri())) {
            raw.redis().configSet("appendonly", "no");
        }
    }

    private void kill() {
        connectsAgainAfter(() -> Frozen.signal("KILL", redis.pid()));
        Await.get(store.flush());
    }

    private void connectsAgainAfter(Runnable loss) {
        long connects = counters.get(ActionsCounter.STORE_CONNECTS);
        loss.run();
        Eventually.isTrue("it is connected again", () -> counters.get(ActionsCounter.STORE_CONNECTS) > connects);
    }
}
