package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InFlightTest {
    @Test
    void oneTargetCannotTakeEveryPlace() {
        InFlight inFlight = new InFlight(10, 3);
        List<InFlight.Place> places = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> places.add(inFlight.tryAcquire("slow")));

        assertThat(places).doesNotContainNull();
        assertThat(inFlight.tryAcquire("slow")).isNull();
        assertThat(inFlight.tryAcquire("other")).isNotNull();

        places.get(0).release();
        assertThat(inFlight.tryAcquire("slow")).isNotNull();
    }

    @Test
    void theTotalIsCapped() {
        InFlight inFlight = new InFlight(InFlight.MAX_TOTAL, InFlight.MAX_PER_TARGET);
        IntStream.range(0, InFlight.MAX_TOTAL)
                .forEach(i -> assertThat(inFlight.tryAcquire("t" + i)).isNotNull());

        assertThat(inFlight.tryAcquire("one more")).isNull();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        InFlight inFlight = new InFlight(1, 1);
        InFlight.Place place = Objects.requireNonNull(inFlight.tryAcquire("a"));
        place.release();
        InFlight.Place second = Objects.requireNonNull(inFlight.tryAcquire("a"));

        place.release();

        assertThat(inFlight.tryAcquire("a")).isNull();
        second.release();
        assertThat(inFlight.tryAcquire("a")).isNotNull();
    }
}
