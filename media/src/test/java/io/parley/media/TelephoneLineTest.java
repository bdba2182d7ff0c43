package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TelephoneLineTest {
    /** What is left of a tone of 8,000 after half a second, as root mean square. */
    private static double left(int hertz) {
        TelephoneLine line = new TelephoneLine();
        short[] frame = new short[Audio.FRAME_SAMPLES];
        double power = 0;
        for (int n = 0; n < 25; n++) {
            for (int i = 0; i < frame.length; i++) {
                int at = n * frame.length + i;
                frame[i] = (short) (8_000 * Math.sin(2 * Math.PI * hertz * at / Audio.SAMPLE_RATE));
            }
            line.pass(frame);
            power = 0;
            for (short sample : frame) {
                power += (double) sample * sample / frame.length;
            }
        }
        return Math.sqrt(power);
    }

    @Test
    void aVoiceComesThroughAsLoudAsItWas() {
        for (int hertz : new int[] {300, 1_000, 3_000}) {
            assertThat(left(hertz)).as("%d Hz", hertz).isBetween(5_500.0, 5_800.0);
        }
    }

    @Test
    void whatATelephoneDoesNotCarryIsGone() {
        assertThat(left(6_000)).isLessThan(30);
    }

    @Test
    void silenceStaysSilent() {
        short[] frame = new short[Audio.FRAME_SAMPLES];
        new TelephoneLine().pass(frame);
        assertThat(frame).containsOnly((short) 0);
    }
}
