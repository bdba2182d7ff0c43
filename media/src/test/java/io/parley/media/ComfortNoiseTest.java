package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comfort noise, <a href="https://www.rfc-editor.org/rfc/rfc3389#section-3">RFC 3389, section 3</a>. */
@Timeout(10)
class ComfortNoiseTest {
    @ParameterizedTest(name = "{0}: {1} dBov")
    @CsvSource({"28, -40", "3c, -60", "28 c0, -40", "28 c0 30 90, -40", "14, -20"})
    void hasTheLevelThatThePacketNames(String hex, double level) {
        short[] noise = noise(hex);

        double measured = 10 * Math.log10(Pcm.power(noise, 0, noise.length) / Math.pow(32_767, 2));
        assertThat(measured).isCloseTo(level, within(1.5));
    }

    @Test
    void hasTheSpectrumThatThePacketNames() {
        // A first reflection coefficient below zero makes neighbouring samples alike: low noise.
        assertThat(likeness(noise("14 20"))).isGreaterThan(0.5);
        assertThat(likeness(noise("14 e0"))).isLessThan(-0.5);
        assertThat(likeness(noise("14"))).isCloseTo(0, within(0.05));
    }

    @Test
    void withoutAPacketThereIsSilence() {
        short[] pcm = {1, 2, 3};
        new ComfortNoise().fill(pcm, 0, 3);

        assertThat(pcm).containsOnly(0);
    }

    @Test
    void anEmptyPacketAndOneWithTooManyCoefficientsAreHarmless() {
        ComfortNoise noise = new ComfortNoise();
        noise.describe(new byte[0], 0);
        noise.describe(new byte[200], 200);
        short[] pcm = new short[8_000];
        noise.fill(pcm, 0, pcm.length);

        assertThat(pcm).isNotEmpty();
    }

    private static short[] noise(String hex) {
        ComfortNoise noise = new ComfortNoise();
        byte[] payload = Packets.hex(hex);
        noise.describe(payload, payload.length);
        short[] pcm = new short[40_000];
        noise.fill(pcm, 0, pcm.length);
        return pcm;
    }

    private static double likeness(short[] pcm) {
        double product = 0;
        for (int i = 1; i < pcm.length; i++) {
            product += (double) pcm[i] * pcm[i - 1];
        }
        return product / pcm.length / Pcm.power(pcm, 0, pcm.length);
    }
}
