package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SlopeTest {
    private final Slope slope = new Slope();

    @Test
    void findsTheLineUnderTheNoise() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            slope.add(1e6 + i / 100.0, 3e8 + 4e6 * (i / 100.0) + random.nextDouble(-1e5, 1e5));
        }
        assertThat(slope.perUnit()).isCloseTo(4e6, within(5e4));
        assertThat(slope.span()).isCloseTo(9.99, within(1e-6));
    }

    @Test
    void whatDoesNotGrowHasNone() {
        for (int i = 0; i < 10; i++) {
            slope.add(i, 7);
        }
        assertThat(slope.perUnit()).isZero();
    }

    @Test
    void twoMeasurementsAreNoLine() {
        slope.add(0, 1);
        slope.add(1, 2);
        assertThat(slope.perUnit()).isNaN();
    }

    @Test
    void measurementsAtOneMomentAreNoLine() {
        for (int i = 0; i < 5; i++) {
            slope.add(3, i);
        }
        assertThat(slope.perUnit()).isNaN();
    }
}
