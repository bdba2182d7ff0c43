package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoudnessTest {
    @Test
    void isStraightForSpeechAndBendsPeaksBelowFullScale() {
        short[] out = new short[6];
        Loudness.apply(new float[] {0, 0.1f, -0.1f, 0.9f, -5, 5}, 6, out, 0);
        int tenth = Math.round(0.1f * Loudness.GAIN * 32_767);
        assertThat(out[0]).isZero();
        assertThat((int) out[1]).isCloseTo(tenth, within(1));
        assertThat((int) out[2]).isCloseTo(-tenth, within(1));
        assertThat(out[3]).isBetween((short) 28_000, (short) 32_000);
        assertThat(out[4]).isLessThanOrEqualTo((short) -32_700);
        assertThat(out[5]).isGreaterThanOrEqualTo((short) 32_700);
    }

    @Test
    void findsWhereTheSoundDiesAway() {
        short[] samples = new short[5_000];
        samples[1_000] = 3_000;
        assertThat(Loudness.soundEnds(samples, 0, 5_000)).isEqualTo(1_001 + 640);
        assertThat(Loudness.soundEnds(samples, 0, 1_200)).isEqualTo(1_200);
        assertThat(Loudness.soundEnds(samples, 2_000, 5_000)).isEqualTo(2_000);
    }
}
