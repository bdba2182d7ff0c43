package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class HalfBandTest {
    private static final double AMPLITUDE = 12_000;

    @ParameterizedTest(name = "{0} Hz")
    @ValueSource(ints = {100, 300, 1_000, 2_000, 3_000, 3_300})
    void doublingKeepsTheBandAndMakesNoMirrorImage(int hertz) {
        short[] out = up(tone(hertz, 8_000));

        assertThat(decibels(level(out, hertz, 16_000) / AMPLITUDE)).isCloseTo(0, within(0.1));
        assertThat(decibels(level(out, 8_000 - hertz, 16_000) / AMPLITUDE)).isLessThan(hertz > 3_100 ? -45 : -58);
    }

    @ParameterizedTest(name = "{0} Hz")
    @ValueSource(ints = {100, 300, 1_000, 2_000, 3_000, 3_300})
    void halvingKeepsTheBand(int hertz) {
        short[] out = down(tone(hertz, 16_000));

        assertThat(decibels(level(out, hertz, 8_000) / AMPLITUDE)).isCloseTo(0, within(0.1));
    }

    @ParameterizedTest(name = "{0} Hz")
    @ValueSource(ints = {4_700, 5_000, 6_000, 7_500})
    void halvingLetsNothingAliasIntoTheBand(int hertz) {
        short[] out = down(tone(hertz, 16_000));

        assertThat(decibels(level(out, 8_000 - hertz, 8_000) / AMPLITUDE)).isLessThan(-45);
    }

    @Test
    void eachWayCostsLessThanOneAndAHalfMilliseconds() {
        short[] click = new short[160];
        click[0] = 16_000;
        short[] wide = new short[320];
        new HalfBand(160).up(click, 0, wide);
        assertThat(peak(wide)).isEqualTo(23);

        short[] wideClick = new short[320];
        wideClick[0] = 16_000;
        short[] narrow = new short[160];
        new HalfBand(160).down(wideClick, narrow, 0);
        assertThat(peak(narrow)).isEqualTo(11);
    }

    @Test
    void framesJoinWithoutASeam() {
        short[] in = tone(440, 8_000);
        short[] whole = new short[2 * in.length];
        new HalfBand(in.length).up(in, 0, whole);

        assertThat(up(in)).isEqualTo(whole);
    }

    @Test
    void fullScaleSaturatesInsteadOfWrapping() {
        short[] square = new short[1_600];
        for (int i = 0; i < square.length; i++) {
            square[i] = (i / 20) % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = up(square);
        for (int i = 60; i < out.length; i++) {
            int expected = square[(i - 23) / 2];
            boolean inside = square[Math.max(0, (i - 23) / 2 - 6)] == expected
                    && square[Math.min(square.length - 1, (i - 23) / 2 + 6)] == expected;
            assertThat(!inside || Integer.signum(out[i]) == Integer.signum(expected))
                    .isTrue();
        }
    }

    private static short[] up(short[] in) {
        HalfBand filter = new HalfBand(160);
        short[] out = new short[2 * in.length];
        short[] frame = new short[320];
        for (int at = 0; at < in.length; at += 160) {
            filter.up(in, at, frame);
            System.arraycopy(frame, 0, out, 2 * at, 320);
        }
        return out;
    }

    private static short[] down(short[] in) {
        HalfBand filter = new HalfBand(160);
        short[] out = new short[in.length / 2];
        short[] frame = new short[320];
        for (int at = 0; at < in.length; at += 320) {
            System.arraycopy(in, at, frame, 0, 320);
            filter.down(frame, out, at / 2);
        }
        return out;
    }

    private static short[] tone(int hertz, int rate) {
        short[] tone = new short[rate];
        for (int i = 0; i < rate; i++) {
            tone[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return tone;
    }

    /** Amplitude of one frequency, over the second half of a second. */
    static double level(short[] samples, int hertz, int rate) {
        return level(samples, rate / 2, rate, hertz, rate);
    }

    static double level(short[] samples, int from, int to, int hertz, int rate) {
        double real = 0;
        double imaginary = 0;
        for (int i = from; i < to; i++) {
            real += samples[i] * Math.cos(2 * Math.PI * hertz * i / rate);
            imaginary += samples[i] * Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return Math.hypot(real, imaginary) * 2 / (to - from);
    }

    static double decibels(double ratio) {
        return 20 * Math.log10(ratio + 1e-12);
    }

    private static int peak(short[] samples) {
        int best = 0;
        for (int i = 0; i < samples.length; i++) {
            best = Math.abs(samples[i]) > Math.abs(samples[best]) ? i : best;
        }
        return best;
    }
}
