package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The causal level of models/ear-en/README.md: active level within 20 dB of the running peak, prior RMS 1,000 of 0.2 s. */
@Timeout(30)
class LevelEstimateTest {
    private static final int BLOCK = 320;
    private final LevelEstimate level = new LevelEstimate();
    private final float[] out = new float[BLOCK];

    @Test
    void startsWithTheGainOfItsPrior() {
        assertThat(level.level()).isCloseTo(1_000, within(1e-9));
        level.apply(square(0), 0, BLOCK, out, 0);
        level.apply(square(3), 0, BLOCK, out, 0);
        assertThat(out[BLOCK - 1]).isCloseTo(6, within(1e-3f));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1_000, 2_000, 8_000, 30_000})
    void bringsAnyCallerToTheLevelTheEarKnows(int amplitude) {
        for (int block = 0; block < 2_000; block++) {
            level.apply(square(amplitude), 0, BLOCK, out, 0);
        }
        assertThat(rms(out)).isCloseTo(LevelEstimate.TARGET, within(0.06 * LevelEstimate.TARGET));
    }

    @Test
    void thePriorWeighsAsMuchAsTenBlocks() {
        for (int block = 0; block < 10; block++) {
            level.apply(square(3_000), 0, BLOCK, out, 0);
        }
        double half = (1_000.0 * 1_000 + 3_000.0 * 3_000) / 2;
        assertThat(level.level()).isCloseTo(Math.sqrt(half), within(1.0));
    }

    @Test
    void pausesAndLineNoiseDoNotCount() {
        for (int block = 0; block < 200; block++) {
            level.apply(square(4_000), 0, BLOCK, out, 0);
        }
        double speech = level.level();
        for (int block = 0; block < 500; block++) {
            level.apply(square(block % 2 == 0 ? 0 : 200), 0, BLOCK, out, 0);
        }
        assertThat(level.level()).isCloseTo(speech, within(1.0));
    }

    @Test
    void forgetsAKnockInTheEnd() {
        level.apply(square(30_000), 0, BLOCK, out, 0);
        for (int block = 0; block < 100; block++) {
            level.apply(square(500), 0, BLOCK, out, 0);
        }
        double soonAfter = level.level();
        for (int block = 0; block < 20_000; block++) {
            level.apply(square(500), 0, BLOCK, out, 0);
        }
        assertThat(soonAfter).isGreaterThan(2_000);
        assertThat(level.level()).isLessThan(600);
    }

    @Test
    void theGainMovesWithoutAStep() {
        level.apply(square(100), 0, BLOCK, out, 0);
        float before = Math.abs(out[BLOCK - 1]) / 100;
        level.apply(square(20_000), 0, BLOCK, out, 0);
        float first = Math.abs(out[0]) / 20_000;
        float last = Math.abs(out[BLOCK - 1]) / 20_000;
        assertThat(first).isCloseTo(before, within(0.02f));
        assertThat(last).isLessThan(0.5f * first);
    }

    @Test
    void writesOnlyWhereItWasTold() {
        float[] wide = new float[BLOCK + 20];
        level.apply(square(1_000), 0, BLOCK, wide, 10);
        for (int i = 0; i < 10; i++) {
            assertThat(wide[i]).isZero();
            assertThat(wide[BLOCK + 10 + i]).isZero();
        }
        assertThat(wide[10]).isNotZero();
    }

    /** A block whose root mean square is its amplitude. */
    private static short[] square(int amplitude) {
        short[] block = new short[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (short) (i % 2 == 0 ? -amplitude : amplitude);
        }
        return block;
    }

    private static double rms(float[] samples) {
        double sum = 0;
        for (float s : samples) {
            sum += s * s;
        }
        return Math.sqrt(sum / samples.length);
    }
}
