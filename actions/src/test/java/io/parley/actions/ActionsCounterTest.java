package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class ActionsCounterTest {
    @ParameterizedTest
    @EnumSource
    void everyCounterHasItsSentence(ActionsCounter counter) {
        assertThat(counter.sentence()).matches("[A-Z0-9].*\\.");
    }

    @Test
    void countersAddAndGaugesAreSet() {
        ActionsCounters counters = new ActionsCounters();

        counters.add(ActionsCounter.OK);
        counters.add(ActionsCounter.OK, 2);
        counters.set(ActionsCounter.STORE_BUFFERED, 7);
        counters.set(ActionsCounter.STORE_BUFFERED, 5);

        assertThat(counters.get(ActionsCounter.OK)).isEqualTo(3);
        assertThat(counters.get(ActionsCounter.STORE_BUFFERED)).isEqualTo(5);
        assertThat(counters.get(ActionsCounter.LATE)).isZero();
    }
}
