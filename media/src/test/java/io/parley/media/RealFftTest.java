package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RealFftTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 64, 512})
    void equalsTheTransformByItsDefinition(int size) {
        Random random = new Random(size);
        RealFft fft = new RealFft(size);
        double[] power = new double[size / 2];
        for (int round = 0; round < 3; round++) {
            double[] signal = random.doubles(size, -1, 1).toArray();

            fft.power(signal, power);

            for (int k = 0; k < size / 2; k++) {
                assertThat(power[k]).as("bin %d", k).isCloseTo(powerByDefinition(signal, k), within(1e-9 * size));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 64, 1_024})
    void comesBackFromItsSpectrum(int size) {
        Random random = new Random(size);
        RealFft fft = new RealFft(size);
        double[] signal = random.doubles(size, -1, 1).toArray();
        double[] real = new double[size / 2 + 1];
        double[] imaginary = new double[size / 2 + 1];
        double[] power = new double[size / 2];
        double[] back = new double[size];

        fft.forward(signal, real, imaginary);
        fft.inverse(real, imaginary, back);
        fft.power(signal, power);

        assertThat(back).containsExactly(signal, within(1e-12 * size));
        for (int k = 0; k < size / 2; k++) {
            assertThat(real[k] * real[k] + imaginary[k] * imaginary[k]).isCloseTo(power[k], within(1e-9 * size));
        }
        assertThat(imaginary[0]).isZero();
        assertThat(imaginary[size / 2]).isZero();
    }

    /** The sign of the phase: a sample late is a phase that falls with frequency. */
    @Test
    void aSampleLateTurnsEveryBinBackwards() {
        double[] late = new double[16];
        late[1] = 1;
        double[] real = new double[9];
        double[] imaginary = new double[9];

        new RealFft(16).forward(late, real, imaginary);

        for (int k = 0; k <= 8; k++) {
            assertThat(real[k]).isCloseTo(Math.cos(2 * Math.PI * k / 16), within(1e-12));
            assertThat(imaginary[k]).isCloseTo(-Math.sin(2 * Math.PI * k / 16), within(1e-12));
        }
    }

    @Test
    void findsAPureToneInItsBinAlone() {
        double[] tone = new double[512];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = Math.cos(2 * Math.PI * 32 * i / tone.length);
        }
        double[] power = new double[256];

        new RealFft(512).power(tone, power);

        for (int k = 0; k < power.length; k++) {
            assertThat(power[k]).as("bin %d", k).isCloseTo(k == 32 ? 256.0 * 256.0 : 0, within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 6, 100})
    void refusesASizeItCannotSplit(int size) {
        assertThatThrownBy(() -> new RealFft(size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FFT size " + size);
    }

    private static double powerByDefinition(double[] x, int k) {
        double re = 0;
        double im = 0;
        for (int n = 0; n < x.length; n++) {
            double angle = -2 * Math.PI * k * n / x.length;
            re += x[n] * Math.cos(angle);
            im += x[n] * Math.sin(angle);
        }
        return re * re + im * im;
    }
}
