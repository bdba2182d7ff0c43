package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** models/voice-en/README.md, 3. */
@Timeout(10)
class PulseSourceTest {
    private static final int FRAMES = 80;

    @Test
    void isSilentWhereUnvoiced() {
        float[] samples = new float[VoicePack.HOP];
        new PulseSource().frame(8, 8, samples, 0);
        assertThat(samples).containsOnly(0f);
    }

    @Test
    void hasUnitPowerAndAPulseEachPeriod() {
        float[] samples = steady(157);
        double power = 0;
        int pulses = 0;
        for (int i = 0; i < samples.length; i++) {
            power += samples[i] * samples[i];
            boolean peak =
                    i > 0 && i < samples.length - 1 && samples[i] >= samples[i - 1] && samples[i] > samples[i + 1];
            pulses += peak && samples[i] > 4 ? 1 : 0;
        }
        assertThat(power / samples.length).isCloseTo(1, within(0.05));
        assertThat(pulses).isCloseTo(157, within(2));
    }

    @Test
    void peaksWhereThePhaseIsWhole() {
        double harmonics = Math.floor(7_600 / 157.0);
        float highest = 0;
        for (float sample : steady(157)) {
            highest = Math.max(highest, sample);
        }
        assertThat(highest).isLessThanOrEqualTo((float) (harmonics * Math.sqrt(2 / harmonics)) + 0.01f);
        assertThat(highest).isGreaterThan(7);
    }

    /** One second at one pitch. */
    private static float[] steady(float f0) {
        PulseSource source = new PulseSource();
        float[] samples = new float[FRAMES * VoicePack.HOP];
        for (int t = 0; t < FRAMES; t++) {
            source.frame(f0, f0, samples, t * VoicePack.HOP);
        }
        return samples;
    }
}
