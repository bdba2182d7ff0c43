package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TickRingTest {
    private final TickRing ring = new TickRing();
    private final AudioTick tick = new AudioTick();

    @Test
    void givesTicksInOrder() {
        assertThat(ring.poll(tick)).isFalse();
        publish(1);
        publish(2);

        assertThat(poll()).isEqualTo(1);
        assertThat(poll()).isEqualTo(2);
        assertThat(ring.poll(tick)).isFalse();
    }

    @Test
    void dropsTheOldestWhenHalfASecondWaits() {
        for (int i = 0; i < TickRing.BOUND; i++) {
            assertThat(publish(i)).isTrue();
        }
        assertThat(publish(TickRing.BOUND)).isFalse();

        for (int i = 1; i <= TickRing.BOUND; i++) {
            assertThat(poll()).isEqualTo(i);
        }
        assertThat(ring.poll(tick)).isFalse();
    }

    @Test
    void copiesEveryField() {
        AudioTick from = ring.next();
        Arrays.fill(from.caller, (short) 1);
        Arrays.fill(from.played, (short) 2);
        from.concealed = true;
        from.callerTimestamp = 3;
        from.arrivalNanos = 4;
        from.utterance = 5;
        from.unit = 6;
        from.sentSequence = 7;
        from.sentTimestamp = 8;
        from.sentNanos = 9;
        ring.publish();
        ring.poll(tick);

        assertThat(tick).usingRecursiveComparison().isEqualTo(from);
    }

    @Test
    void aSlowReaderNeverSeesATornOrReorderedTick() throws Exception {
        long total = 300_000;
        CompletableFuture<Long> read = CompletableFuture.supplyAsync(() -> readUntil(total));
        for (long i = 1; i <= total; i++) {
            publish(i);
        }

        assertThat(read.get(20, TimeUnit.SECONDS)).isPositive();
    }

    private long readUntil(long last) {
        AudioTick got = new AudioTick();
        long before = 0;
        long count = 0;
        while (before < last) {
            if (ring.poll(got)) {
                assertThat(got.callerTimestamp).isGreaterThan(before);
                short mark = (short) got.callerTimestamp;
                assertThat(got.caller[0] == mark && got.caller[319] == mark && got.played[319] == mark)
                        .isTrue();
                before = got.callerTimestamp;
                count++;
            } else {
                Thread.onSpinWait();
            }
        }
        return count;
    }

    private boolean publish(long number) {
        AudioTick next = ring.next();
        next.callerTimestamp = number;
        Arrays.fill(next.caller, (short) number);
        Arrays.fill(next.played, (short) number);
        return ring.publish();
    }

    private long poll() {
        assertThat(ring.poll(tick)).isTrue();
        return tick.callerTimestamp;
    }
}
