package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call's two ends in virtual time: what is said at the one is heard at the other, as well as the network lets it. */
@Timeout(30)
class NetworkLineTest {
    private static final long START = 1L << 60;
    private static final short[] SILENCE = new short[Audio.FRAME_SAMPLES];

    private final List<short[]> heardByAgent = new ArrayList<>();
    private final List<short[]> heardByCaller = new ArrayList<>();
    private final StringBuilder digits = new StringBuilder();
    private int concealed;

    @ParameterizedTest
    @EnumSource(names = {"PCMU", "G722", "OPUS"})
    void eachEndHearsTheOther(Codec codec) {
        NetworkLine line = line(codec, "", 1);

        run(line, 100, 440, 880);

        // Before the first packet there is nothing to hear.
        assertThat(concealed).isLessThanOrEqualTo(1);
        assertThat(level(heardByAgent, 50)).isCloseTo(level(List.of(tone(440, 0)), 0), within(1.0));
        assertThat(crossings(heardByAgent.get(50))).isCloseTo(2 * 440 / 50, within(2));
        assertThat(crossings(heardByCaller.get(50))).isCloseTo(2 * 880 / 50, within(2));
    }

    @Test
    void whatIsLostIsMadeUpAndCounted() {
        NetworkLine line = line(Codec.PCMU, "in:loss=10%", 1);

        run(line, 2_000, 440, 880);

        assertThat(concealed / 2_000.0).isCloseTo(0.1, within(0.03));
        assertThat(line.stats().packetsLost() / 2_000.0).isCloseTo(0.1, within(0.03));
    }

    @Test
    void theSameSeedIsTheSameCallAndAnotherIsAnother() {
        run(line(Codec.PCMU, "loss=5%,jitter=40ms", 7), 200, 440, 880);
        List<short[]> first = List.copyOf(heardByAgent);
        heardByAgent.clear();
        run(line(Codec.PCMU, "loss=5%,jitter=40ms", 7), 200, 440, 880);
        assertThat(Arrays.deepEquals(heardByAgent.toArray(), first.toArray())).isTrue();

        heardByAgent.clear();
        run(line(Codec.PCMU, "loss=5%,jitter=40ms", 8), 200, 440, 880);
        assertThat(Arrays.deepEquals(heardByAgent.toArray(), first.toArray())).isFalse();
    }

    @Test
    void digitsAreHeardOnceWhateverIsLost() {
        NetworkLine line = line(Codec.PCMU, "loss=5%,duplicate=5%", 3);
        for (char digit : "407#".toCharArray()) {
            line.dial(digit);
        }

        run(line, 200, 0, 0);

        assertThat(digits).hasToString("407#");
    }

    private NetworkLine line(Codec codec, String impairments, long seed) {
        Impairments wanted = impairments.isEmpty() ? Impairments.NONE : Impairments.NONE.and(impairments);
        NetworkLine line = new NetworkLine(codec, wanted, seed);
        line.listen(new AudioListener() {
            @Override
            public void onTick(AudioTick tick) {
                heardByAgent.add(tick.caller.clone());
                concealed += tick.concealed ? 1 : 0;
            }

            @Override
            public void onDigit(char digit) {
                digits.append(digit);
            }
        });
        return line;
    }

    private void run(NetworkLine line, int steps, int callersHertz, int agentsHertz) {
        for (int i = 0; i < steps; i++) {
            line.playout().offer(tone(agentsHertz, i), 0, 1, 0);
            line.step(tone(callersHertz, i), START + i * Audio.FRAME_NANOS);
            heardByCaller.add(line.heard().clone());
        }
    }

    private static short[] tone(int hertz, int step) {
        short[] frame = SILENCE.clone();
        for (int i = 0; i < frame.length; i++) {
            double t = (step * (double) frame.length + i) / Audio.SAMPLE_RATE;
            frame[i] = (short) (8_000 * Math.sin(2 * Math.PI * hertz * t));
        }
        return frame;
    }

    private static double level(List<short[]> frames, int at) {
        double power = 0;
        for (short sample : frames.get(at)) {
            power += (double) sample * sample;
        }
        return 10 * Math.log10(power);
    }

    private static int crossings(short[] frame) {
        int crossings = 0;
        for (int i = 1; i < frame.length; i++) {
            crossings += frame[i - 1] < 0 != frame[i] < 0 ? 1 : 0;
        }
        return crossings;
    }
}
