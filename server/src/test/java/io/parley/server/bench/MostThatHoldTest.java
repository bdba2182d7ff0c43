package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class MostThatHoldTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 8, 9, 15, 16, 63, 64, 99, 100})
    void findsTheLargest(int largest) {
        assertThat(MostThatHold.of(8, 100, n -> n <= largest)).isEqualTo(largest);
    }

    @Test
    void asksForNoMoreThanTheMost() {
        assertThat(MostThatHold.of(8, 100, n -> true)).isEqualTo(100);
    }

    @Test
    void doublesAndThenHalvesAndAsksForNoneTwice() {
        List<Integer> asked = new ArrayList<>();
        MostThatHold.of(8, 512, n -> {
            asked.add(n);
            return n <= 45;
        });
        assertThat(asked).startsWith(8, 16, 32, 64, 48, 40, 44).doesNotHaveDuplicates();
        assertThat(asked).hasSizeLessThan(12);
    }
}
