package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.Eventually;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Notes on a real Redis, and those in memory, which must do the same. */
@Timeout(120)
class NotesIT extends StoreFixture {
    private final AtomicLong nanos = new AtomicLong();

    private List<Notes> both() {
        return List.of(store.notes(), new MemoryNotes(nanos::get));
    }

    @Test
    void aNoteIsItsOwnersAndTheLastOneCounts() {
        for (Notes notes : both()) {
            assertThat(Await.get(notes.get("shop", "k"))).isNull();
            assertThat(Await.get(notes.put("shop", "k", "1", DAY))).isTrue();
            assertThat(Await.get(notes.put("shop", "k", "2", DAY))).isTrue();
            assertThat(Await.get(notes.get("shop", "k"))).isEqualTo("2");
            assertThat(Await.get(notes.get("bank", "k"))).isNull();
            Await.get(notes.delete("shop", "k"));
            Await.get(notes.delete("shop", "k"));
            assertThat(Await.get(notes.get("shop", "k"))).isNull();
        }
    }

    @Test
    void whatExpiresIsForgotten() {
        for (Notes notes : both()) {
            Await.get(notes.put("shop", "k", "1", Duration.ofMillis(1)));
            nanos.addAndGet(2_000_000);
            Eventually.isTrue("it is forgotten", () -> Await.get(notes.get("shop", "k")) == null);
        }
    }

    /** A few hundred at a time, so that the server also answers the heartbeat. */
    private static void fill(Notes notes, int many) {
        for (int i = 0; i < many; ) {
            List<Future<Boolean>> kept = new ArrayList<>();
            for (; i < many && kept.size() < 200; i++) {
                kept.add(notes.put("shop", "k" + i, "1", DAY));
            }
            kept.forEach(put -> assertThat(Await.get(put)).isTrue());
        }
    }

    @Test
    void anOwnerHasSoManyAndNoMoreUntilOneHasExpired() {
        for (Notes notes : both()) {
            fill(notes, Notes.MAX_KEYS - 1);
            Duration briefly = Duration.ofMillis(300);
            assertThat(Await.get(notes.put("shop", "brief", "1", briefly))).isTrue();
            assertThat(Await.get(notes.put("shop", "k0", "2", DAY))).isTrue();
            assertThat(Await.get(notes.put("bank", "more", "1", DAY))).isTrue();

            nanos.addAndGet(briefly.toNanos());
            Eventually.isTrue("one has gone", () -> Await.get(notes.put("shop", "more", "1", DAY)));
            assertThat(Await.get(notes.put("shop", "evenMore", "1", DAY))).isFalse();
            assertThat(Await.get(notes.get("shop", "evenMore"))).isNull();
            Await.get(notes.delete("shop", "more"));
            assertThat(Await.get(notes.put("shop", "evenMore", "1", DAY))).isTrue();
        }
    }

    @Test
    void noKeyOfTheServersHoldsWhatTheScriptCalledIt() {
        Await.get(store.notes().put("shop", "+15550100", "1", DAY));
        try (RawRedis raw = new RawRedis(redis.uri())) {
            List<String> keys = raw.redis().keys("parley:note*");
            assertThat(keys).hasSize(2);
            assertThat(String.join(" ", keys)).doesNotContain("5550100");
            keys.forEach(key -> assertThat(raw.redis().pttl(key)).isBetween(1L, DAY.toMillis()));
            assertThat(String.join(" ", raw.redis().zrange("parley:notes:shop", 0, -1)))
                    .doesNotContain("5550100");
        }
    }

    @Test
    void whileTheServerIsAwayNothingIsKeptAndThatIsSaid() {
        try (Frozen frozen = Frozen.redis(redis)) {
            Eventually.isTrue("it is noticed", () -> !store.connected());
            assertThatThrownBy(() -> Await.get(store.notes().put("shop", "k", "1", DAY)))
                    .hasRootCauseInstanceOf(StoreException.class);
            assertThatThrownBy(() -> Await.get(store.notes().get("shop", "k")))
                    .hasRootCauseInstanceOf(StoreException.class);
            assertThat(frozen.pid()).isPositive();
        }
        Eventually.isTrue("it is back", store::connected);
        assertThat(Await.get(store.notes().get("shop", "k"))).isNull();
    }
}
