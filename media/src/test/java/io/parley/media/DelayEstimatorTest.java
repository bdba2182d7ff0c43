package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DelayEstimatorTest {
    private static final long MILLI = 1_000_000;
    private static final long FRAME = 20 * MILLI;
    private static final long MARGIN = DelayEstimator.MARGIN_NANOS;

    private final DelayEstimator estimator = new DelayEstimator(8_000);
    private long packet;

    @Test
    void asksForTheMarginAloneWhenPacketsComeEvenly() {
        for (int i = 0; i < 100; i++) {
            arrive(50);
        }
        assertThat(estimator.target()).isEqualTo(MARGIN);
    }

    @Test
    void coversAllButAFewOfTheLatePackets() {
        for (int i = 0; i < 190; i++) {
            arrive(i % 10 == 0 ? 58 : 50);
        }
        assertThat(estimator.target()).isEqualTo(8 * MILLI + MARGIN);
    }

    @Test
    void leavesRareLatePacketsAlone() {
        for (int i = 0; i < 190; i++) {
            arrive(i % 50 == 49 ? 90 : 50);
        }
        assertThat(estimator.target()).isEqualTo(MARGIN);
    }

    @Test
    void coversAnEvenSpreadButForItsLastFewPercent() {
        Random random = new Random(42);
        for (int i = 0; i < 1_000; i++) {
            arrive(50 + random.nextDouble() * 40);
        }
        assertThat(estimator.target() / 1e6).isCloseTo(40 * 0.97 + 1.5, within(1.5));
    }

    @Test
    void forgetsAfterFourSeconds() {
        for (int i = 0; i < 100; i++) {
            arrive(i % 4 == 0 ? 64 : 50);
        }
        assertThat(estimator.target()).isEqualTo(14 * MILLI + MARGIN);
        for (int i = 0; i < 201; i++) {
            arrive(50);
        }
        assertThat(estimator.target()).isEqualTo(MARGIN);
    }

    @Test
    void aStallCountsOnceHoweverManyPacketsWaitedInIt() {
        for (int i = 0; i < 60; i++) {
            arrive(50);
        }
        long released = packet * FRAME + 350 * MILLI;
        for (int i = 0; i < 15; i++) {
            estimator.arrived(released, packet * 160, 160, 0);
            packet++;
        }
        for (int i = 0; i < 10; i++) {
            arrive(50);
        }
        assertThat(estimator.target()).isEqualTo(MARGIN);
    }

    @Test
    void aShorterPathReplacesTheLongerOneAtOnce() {
        for (int i = 0; i < 150; i++) {
            arrive(300);
        }
        for (int i = 0; i < 10; i++) {
            arrive(50);
        }
        assertThat(estimator.target()).isEqualTo(MARGIN);
        assertThat(estimator.delay(packet * FRAME, packet * 160)).isEqualTo(-50 * MILLI);
    }

    @Test
    void packetsThatBeginInsideAPlayingFrameAreNeededThatMuchEarlier() {
        for (int i = 0; i < 60; i++) {
            estimator.arrived(packet * FRAME, packet * 160, 160, 80);
            packet++;
        }
        assertThat(estimator.target()).isEqualTo(10 * MILLI + MARGIN);
    }

    @Test
    void neverAsksForMoreThanItsCap() {
        for (int i = 0; i < 100; i++) {
            arrive(i < 60 ? 50 : 550);
        }
        assertThat(estimator.target()).isEqualTo(DelayEstimator.MAX_TARGET_NANOS);
    }

    @Test
    void worksForADayWithoutOverflow() {
        packet = 24L * 3_600 * 50;
        for (int i = 0; i < 100; i++) {
            arrive(50);
        }
        assertThat(estimator.target()).isEqualTo(MARGIN);
    }

    private void arrive(double transitMillis) {
        estimator.arrived(packet * FRAME + (long) (transitMillis * MILLI), packet * 160, 160, 0);
        packet++;
    }
}
