package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WriteBufferTest {
    private static final long KEEP = 5;

    @Test
    void keepsOrderAndGivesTheFirstUntilTheyAreConfirmed() {
        WriteBuffer<String> buffer = new WriteBuffer<>(10, 1_000, KEEP);
        List.of("a", "b", "c").forEach(write -> buffer.offer(write, 1));

        assertThat(writes(buffer.head(2, 100))).containsExactly("a", "b");
        assertThat(writes(buffer.head(2, 100))).containsExactly("a", "b");
        assertThat(writes(buffer.confirm(2, 0))).containsExactly("a", "b");
        assertThat(writes(buffer.head(2, 100))).containsExactly("c");
        assertThat(writes(buffer.confirm(2, 0))).isEmpty();
    }

    @Test
    void isBoundedByCount() {
        WriteBuffer<String> buffer = new WriteBuffer<>(2, 1_000, KEEP);

        assertThat(buffer.offer("a", 1)).isTrue();
        assertThat(buffer.offer("b", 1)).isTrue();
        assertThat(buffer.offer("c", 1)).isFalse();
        assertThat(buffer.size()).isEqualTo(2);
        assertThat(buffer.lastNumber()).isEqualTo(2);

        buffer.confirm(1, 0);
        assertThat(buffer.offer("d", 1)).isTrue();
        assertThat(writes(buffer.clear())).containsExactly("b", "d");
    }

    @Test
    void isBoundedByBytes() {
        WriteBuffer<String> buffer = new WriteBuffer<>(100, 10, KEEP);

        assertThat(buffer.offer("a", 6)).isTrue();
        assertThat(buffer.offer("b", 5)).isFalse();
        assertThat(buffer.offer("c", 4)).isTrue();

        buffer.reject(buffer.head(1, 100).get(0));
        assertThat(buffer.offer("d", 6)).isTrue();
        assertThat(buffer.offer("e", 1)).isFalse();
        assertThat(writes(buffer.clear())).containsExactly("c", "d");
        assertThat(buffer.offer("f", 10)).isTrue();
    }

    @Test
    void aBatchIsBoundedByBytesButNeverEmpty() {
        WriteBuffer<String> buffer = new WriteBuffer<>(100, 1_000, KEEP);
        buffer.offer("large", 500);
        buffer.offer("b", 10);
        buffer.offer("c", 10);

        assertThat(writes(buffer.head(10, 100))).containsExactly("large");
        buffer.confirm(1, 0);
        assertThat(writes(buffer.head(10, 15))).containsExactly("b");
        assertThat(writes(buffer.head(10, 20))).containsExactly("b", "c");
    }

    @Test
    void whatTheServerCameBackWithoutWaitsAgainBeforeAllOthers() {
        WriteBuffer<String> buffer = new WriteBuffer<>(10, 1_000, KEEP);
        List.of("a", "b", "c", "d").forEach(write -> buffer.offer(write, 1));
        buffer.confirm(3, 100);

        assertThat(buffer.size()).isOne();
        assertThat(buffer.keepsConfirmed()).isTrue();
        assertThat(buffer.recover(1, 1_000)).isEqualTo(2);
        assertThat(buffer.keepsConfirmed()).isFalse();
        assertThat(writes(buffer.head(10, 100))).containsExactly("b", "c", "d");
        assertThat(writes(buffer.confirm(3, 2_000))).containsExactly("b", "c");
        assertThat(buffer.recover(3, 2_001)).isZero();
    }

    @Test
    void aServerThatCannotSayWhatItHasGetsOnlyWhatItConfirmedShortlyBefore() {
        WriteBuffer<String> buffer = new WriteBuffer<>(10, 1_000, KEEP);
        List.of("a", "b").forEach(write -> buffer.offer(write, 1));
        buffer.confirm(1, 100);
        buffer.confirm(2, 104);

        assertThat(buffer.recover(0, 107)).isOne();
        assertThat(writes(buffer.clear())).containsExactly("b");
    }

    @Test
    void whatIsConfirmedIsForgottenAfterAWhileAndMakesRoomAtOnce() {
        WriteBuffer<String> buffer = new WriteBuffer<>(3, 10, KEEP);
        List.of("a", "b", "c").forEach(write -> buffer.offer(write, 3));
        buffer.confirm(1, 100);
        buffer.confirm(2, 106);
        assertThat(buffer.recover(1, 106)).as("b alone is kept").isOne();

        buffer.confirm(3, 110);
        assertThat(buffer.offer("large", 10)).isTrue();
        assertThat(buffer.keepsConfirmed()).isFalse();
        assertThat(buffer.offer("f", 1)).isFalse();
    }

    private static List<String> writes(List<WriteBuffer.Entry<String>> entries) {
        return entries.stream().map(WriteBuffer.Entry::write).toList();
    }
}
