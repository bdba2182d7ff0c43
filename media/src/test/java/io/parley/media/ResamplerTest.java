package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** libjitsi's Speex and the one that stands in for it do the same. */
@Timeout(30)
class ResamplerTest {
    private static final double AMPLITUDE = 10_000;

    static Stream<Arguments> resamplersAndRates() {
        return Stream.of(new SincResampler(), speex())
                .flatMap(resampler -> Stream.of(8_000, 11_025, 22_050, 44_100, 48_000, 96_000)
                        .map(rate -> Arguments.of(resampler, rate)));
    }

    @ParameterizedTest(name = "{1} Hz by {0}")
    @MethodSource("resamplersAndRates")
    void keepsLevelAndPlaceOfATone(Resampler resampler, int rate) {
        for (int hertz : new int[] {200, 1_000, 3_000}) {
            short[] out = resampler.resample(tone(hertz, rate), rate, 16_000);

            assertThat(out).hasSize(16_000);
            double error = 0;
            for (int i = 1_000; i < 15_000; i++) {
                error += Math.pow(out[i] - AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / 16_000.0), 2);
            }
            assertThat(10 * Math.log10(error / 14_000 / (AMPLITUDE * AMPLITUDE / 2)))
                    .as(hertz + " Hz")
                    .isLessThan(-45);
        }
    }

    @ParameterizedTest(name = "{1} Hz by {0}")
    @MethodSource("resamplersAndRates")
    void letsNothingAliasBelowTheNewLimit(Resampler resampler, int rate) {
        if (rate > 22_050) {
            short[] out = resampler.resample(tone(10_000, rate), rate, 16_000);

            assertThat(Math.sqrt(Pcm.power(out, 1_000, 14_000))).isLessThan(AMPLITUDE / 300);
        }
    }

    @Test
    void theSameRateIsACopy() {
        short[] samples = {1, 2, 3};
        for (Resampler resampler : new Resampler[] {new SincResampler(), speex()}) {
            assertThat(resampler.resample(samples, 16_000, 16_000))
                    .containsExactly(1, 2, 3)
                    .isNotSameAs(samples);
        }
    }

    @Test
    void nothingStaysNothing() {
        assertThat(new SincResampler().resample(new short[0], 8_000, 16_000)).isEmpty();
        assertThat(speex().resample(new short[0], 8_000, 16_000)).isEmpty();
    }

    @Test
    void tellsWhichOneIsInUse() {
        assertThat(Resampler.describe()).isEqualTo("libjitsi's Speex");
    }

    private static Resampler speex() {
        Assumptions.assumeTrue(JitsiSpeex.isAvailable(), "libjitsi has no Speex for this system");
        return new JitsiSpeex();
    }

    private static short[] tone(int hertz, int rate) {
        short[] tone = new short[rate];
        for (int i = 0; i < rate; i++) {
            tone[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return tone;
    }
}
