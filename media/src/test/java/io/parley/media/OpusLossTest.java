package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People's speech through a whole call with Opus, over a network that loses packets. */
@Timeout(120)
class OpusLossTest {
    private static final long START = 1L << 60;
    private static final int RECORDINGS = 4;
    /** A step in the network, the codec's own 6.5 ms, and what waits for its frame. */
    private static final int MOST_DELAY = 80 * 16;

    /** Without loss 0.98 or so, and each percent that is lost takes away one at most. */
    private static final double LIKE = 0.95;

    private long recovered;

    @ParameterizedTest(name = "{0} % lost")
    @ValueSource(ints = {0, 1, 3, 5, 10})
    void speechIsHeardInTimeAndAsLoudWhateverIsLost(int percent) throws IOException {
        double near = 0;
        for (short[] said : people()) {
            short[] heard = heard(said, Codec.OPUS, percent, 0);
            int delay = delay(said, heard);
            assertThat(delay).isBetween(0, MOST_DELAY);
            assertThat(decibels(heard, delay, said.length - MOST_DELAY) - decibels(said, 0, said.length - MOST_DELAY))
                    .isBetween(-3.0, 1.0); // Opus takes away what rumbles below a voice
            near += likeness(said, heard, delay) / RECORDINGS;
        }
        assertThat(near).isGreaterThan(LIKE - 0.01 * percent);
    }

    /** With jitter the packet behind a lost one is there already when that one is due. */
    @Test
    void whatIsLostIsTakenFromThePacketBehindIt() throws IOException {
        for (short[] said : people()) {
            heard(said, Codec.OPUS, 5, 40);
        }

        assertThat(recovered).isPositive();
    }

    private static List<short[]> people() throws IOException {
        try (Stream<Path> files = Files.list(Outside.shared("audio/precise"))) {
            return files.filter(file -> file.toString().endsWith(".flac"))
                    .sorted()
                    .limit(RECORDINGS)
                    .map(AudioFiles::read)
                    .toList();
        }
    }

    private short[] heard(short[] said, Codec codec, int percent, int jitter) {
        NetworkLine line =
                new NetworkLine(codec, Impairments.NONE.and("in:loss=" + percent + "%,jitter=" + jitter + "ms"), 7);
        short[] heard = new short[said.length + MOST_DELAY];
        int[] at = {0};
        line.listen(new AudioListener() {
            @Override
            public void onTick(AudioTick tick) {
                System.arraycopy(tick.caller, 0, heard, at[0], Math.min(320, heard.length - at[0]));
                at[0] = Math.min(heard.length, at[0] + 320);
            }

            @Override
            public void onDigit(char digit) {
                throw new AssertionError("nobody dials");
            }
        });
        short[] frame = new short[Audio.FRAME_SAMPLES];
        for (int i = 0; (i + 1) * frame.length <= said.length; i++) {
            System.arraycopy(said, i * frame.length, frame, 0, frame.length);
            line.step(frame, START + i * Audio.FRAME_NANOS);
        }
        recovered += line.counters().get(MediaCounter.FRAMES_RECOVERED);
        return heard;
    }

    private static int delay(short[] said, short[] heard) {
        int best = 0;
        double most = 0;
        for (int delay = 0; delay <= MOST_DELAY; delay++) {
            double alike = likeness(said, heard, delay);
            if (alike > most) {
                most = alike;
                best = delay;
            }
        }
        return best;
    }

    /** Normalised correlation, -1 to 1. */
    private static double likeness(short[] said, short[] heard, int delay) {
        double product = 0;
        double there = 1;
        double here = 1;
        for (int i = 0; i + MOST_DELAY < said.length; i++) {
            product += (double) said[i] * heard[i + delay];
            there += (double) said[i] * said[i];
            here += (double) heard[i + delay] * heard[i + delay];
        }
        return product / Math.sqrt(there * here);
    }

    private static double decibels(short[] samples, int from, int count) {
        return 10 * Math.log10(Pcm.power(samples, from, count) + 1);
    }
}
