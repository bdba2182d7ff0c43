package io.parley.server.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.CallStep.Noise.Kind;
import io.parley.server.Home;
import io.parley.server.phone.LineNoise;
import io.parley.testkit.Outside;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class NoisesTest {
    private static final int FRAMES = 500;

    private static CallerVoice voice;

    @BeforeAll
    static void open() {
        voice = CallerVoice.open(new Home(Outside.home()));
    }

    @AfterAll
    static void close() {
        voice.close();
    }

    private static short[] heard(Kind kind, double level, long seed) {
        LineNoise noise = new Noises(voice).of(kind, level, new SplittableRandom(seed));
        short[] all = new short[FRAMES * 320];
        short[] frame = new short[320];
        for (int n = 0; n < FRAMES; n++) {
            java.util.Arrays.fill(frame, (short) 0);
            noise.mix(frame);
            System.arraycopy(frame, 0, all, n * 320, 320);
        }
        return all;
    }

    private static double level(short[] pcm) {
        double power = 0;
        for (short sample : pcm) {
            power += (double) sample * sample / pcm.length;
        }
        return 10 * Math.log10(power / (32_768.0 * 32_768.0));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noiseHasTheLevelThatIsAskedForAndIsTheSameForTheSameSeed(Kind kind) {
        short[] heard = heard(kind, -40, 7);

        assertThat(level(heard)).isBetween(-40.5, -39.5);
        assertThat(heard(kind, -40, 7)).isEqualTo(heard);
        assertThat(heard(kind, -40, 8)).isNotEqualTo(heard);
    }
}
