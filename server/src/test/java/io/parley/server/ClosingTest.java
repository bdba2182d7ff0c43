package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ClosingTest {
    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    private void open(String what) {
        closing.add(what, () -> closed.add(what));
    }

    @Test
    void closesInTheOppositeOrder() {
        open("a");
        open("b");
        open("c");
        closing.close();
        assertThat(closed).containsExactly("c", "b", "a");
    }

    @Test
    void closesTheRestWhenOneCannotBeClosed() {
        open("a");
        closing.add("b", () -> {
            throw new IllegalStateException("stuck");
        });
        open("c");
        closing.close();
        assertThat(closed).containsExactly("c", "a");
    }

    @Test
    void closesEverythingOnce() {
        open("a");
        closing.close();
        closing.close();
        assertThat(closed).containsExactly("a");
    }

    @Test
    void closesTheRestWhenInterrupted() {
        open("a");
        closing.add("b", () -> {
            throw new InterruptedException();
        });
        closing.close();
        assertThat(closed).containsExactly("a");
        assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
    }
}
