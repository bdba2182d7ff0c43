package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ShortenerTest {
    private final Shortener shortener = new Shortener(8_000, 1);

    @ParameterizedTest(name = "a pitch period of {0} samples")
    @ValueSource(ints = {45, 60, 80, 110})
    void cutsWholePitchPeriodsSoThatNothingIsHeardOfIt(int period) {
        short[] line = vowel(period);
        short[] before = line.clone();

        int cut = shortener.shorten(line, 320, false);

        assertThat(cut % period).isIn(0, 1, period - 1);
        assertThat(cut).isPositive();
        for (int i = 0; i < 320 - cut; i++) {
            assertThat(Math.abs(line[i] - before[i])).isLessThan(900);
        }
    }

    @Test
    void leavesAloneWhatDoesNotRepeat() {
        Random random = new Random(3);
        short[] line = new short[320];
        for (int i = 0; i < line.length; i++) {
            line[i] = (short) (random.nextGaussian() * 3_000);
        }
        short[] before = line.clone();

        assertThat(shortener.shorten(line, 320, false)).isZero();
        assertThat(line).isEqualTo(before);
        assertThat(shortener.shorten(line, 320, true)).isEqualTo(160);
    }

    @Test
    void cutsExactlyWhatItIsToldToWithoutAStep() {
        short[] line = new short[320];
        for (int i = 0; i < 320; i++) {
            line[i] = (short) (i < 160 ? 100 : -100);
        }
        shortener.cut(line, 320, 160);

        for (int i = 1; i < 160; i++) {
            assertThat(Math.abs(line[i] - line[i - 1])).isLessThan(10);
        }
        assertThat(line[100]).isEqualTo((short) -100);
    }

    private static short[] vowel(int period) {
        short[] line = new short[320];
        for (int i = 0; i < line.length; i++) {
            double phase = 2 * Math.PI * i / period;
            line[i] = (short) (6_000 * Math.sin(phase) + 3_000 * Math.sin(2 * phase + 1));
        }
        return line;
    }
}
