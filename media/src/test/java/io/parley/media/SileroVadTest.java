package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.SileroVad.Stream;
import io.parley.models.Binding;
import io.parley.models.Pack;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SileroVadTest {
    private static Pack pack;
    private static SileroVad vad;

    @BeforeAll
    static void open() {
        pack = Pack.open(Outside.home().resolve("models/vad"));
        vad = new SileroVad(pack);
    }

    @AfterAll
    static void close() {
        vad.close();
        pack.close();
    }

    @Test
    void aCallersProbabilitiesDoNotDependOnTheOthersInTheBatch() {
        short[] speech = speech();
        List<Float> alone = hear(speech, 1, 0);

        assertThat(alone.stream().filter(p -> p > 0.5f).count()).isGreaterThan(20);
        assertThat(hear(speech, 32, 0)).isEqualTo(alone);
        assertThat(hear(speech, 32, 31)).isEqualTo(alone);
        assertThat(hear(speech, 5, 3)).isEqualTo(alone);
        assertThat(hear(speech, 40, 39)).isEqualTo(alone);
    }

    /** Window by window by the pack's README: 64 samples of the window before, 512 new ones, the state that came out. */
    @Test
    void hearsWhatThePackHearsByItsContract() {
        short[] speech = speech();
        FloatBuffer input = floats(64 + 512);
        FloatBuffer state = floats(2 * 128);
        FloatBuffer probability = floats(1);
        FloatBuffer stateAfter = floats(2 * 128);
        List<Float> expected = new ArrayList<>();
        try (Binding graph = pack.graph("silero_vad.onnx").bind()) {
            graph.input("input", input, 1, 64 + 512)
                    .input("state", state, 2, 1, 128)
                    .input("sr", longs(16_000))
                    .output("output", probability, 1, 1)
                    .output("stateN", stateAfter, 2, 1, 128);
            for (int at = 0; at + 512 <= speech.length; at += 512) {
                for (int i = -64; i < 512; i++) {
                    input.put(64 + i, at + i < 0 ? 0 : speech[at + i] / 32768f);
                }
                graph.run();
                expected.add(probability.get(0));
                state.put(0, stateAfter, 0, 2 * 128);
            }
        }

        assertThat(hear(new Stream(), speech)).isEqualTo(expected);
    }

    @Test
    void aStreamThatIsResetHearsAsANewOne() {
        short[] speech = speech();
        Stream used = new Stream();
        hear(used, speech);
        List<Float> again = hear(used, speech);
        used.reset();

        assertThat(hear(used, speech)).isEqualTo(hear(new Stream(), speech)).isNotEqualTo(again);
    }

    @Test
    void resetForgetsHalfAWindowToo() {
        Stream stream = new Stream();
        stream.accept(new short[300], 0, 300);
        stream.reset();

        assertThat(stream.accept(new short[1_000], 0, 1_000)).isEqualTo(SileroVad.WINDOW);
    }

    @Test
    void takesAnyPiecesAndNoMoreThanAWindow() {
        short[] speech = speech();
        Stream stream = new Stream();
        List<Float> heard = new ArrayList<>();
        Random random = new Random(1);
        for (int at = 0; at < speech.length; ) {
            at += stream.accept(speech, at, Math.min(1 + random.nextInt(700), speech.length - at));
            if (stream.full()) {
                assertThat(stream.accept(speech, at, 100)).isZero();
                vad.run(List.of(stream));
                heard.add(stream.probability());
                assertThat(stream.full()).isFalse();
            }
        }

        assertThat(heard).isEqualTo(hear(new Stream(), speech));
    }

    @Test
    void steadyNoiseIsNoSpeech() {
        Random random = new Random(7);
        for (int level : new int[] {4, 100, 1_000, 4_000}) {
            short[] noise = new short[5 * Audio.SAMPLE_RATE];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (short) (level * random.nextGaussian());
            }

            assertThat(hear(new Stream(), noise).stream().filter(p -> p > 0.5f))
                    .as("noise of level %d", level)
                    .hasSizeLessThan(3);
        }
    }

    /** Published recordings with labels made by hand; the best measured F1 is 0.94, everything called speech gives 0.8. */
    @Test
    void findsTheSpeechOfPeopleWherePeopleMarkedIt() throws IOException {
        int hits = 0;
        int misses = 0;
        int falseAlarms = 0;
        int silences = 0;
        for (int n = 1; n <= 10; n++) {
            Path folder = Outside.shared("audio/vad");
            String name = String.format("testset-audio-%02d", n);
            boolean[] truth = labels(folder.resolve(name + ".scv"));
            List<Float> heard = hear(new Stream(), AudioFiles.read(folder.resolve(name + ".wav")));
            for (int w = 0; w < heard.size(); w++) {
                int middle = (int) ((w + 0.5) * 32);
                boolean speech = middle < truth.length && truth[middle];
                boolean found = heard.get(w) > 0.5f;
                hits += speech && found ? 1 : 0;
                misses += speech && !found ? 1 : 0;
                falseAlarms += !speech && found ? 1 : 0;
                silences += speech ? 0 : 1;
            }
        }

        assertThat(2.0 * hits / (2 * hits + misses + falseAlarms)).isGreaterThan(0.88);
        assertThat((double) falseAlarms / silences).isLessThan(0.3);
    }

    /** One place a millisecond, from {@code name,start,end,label,start,end,label…} in seconds. */
    private static boolean[] labels(Path file) throws IOException {
        String[] fields = Files.readString(file).strip().split(",");
        int end = (int) Math.round(Double.parseDouble(fields[fields.length - 2]) * 1_000);
        boolean[] speech = new boolean[end];
        for (int i = 1; i + 2 < fields.length; i += 3) {
            int from = (int) Math.round(Double.parseDouble(fields[i]) * 1_000);
            int to = (int) Math.round(Double.parseDouble(fields[i + 1]) * 1_000);
            Arrays.fill(speech, from, Math.min(to, end), fields[i + 2].equals("1"));
        }
        return speech;
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(4 * count)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static LongBuffer longs(long value) {
        LongBuffer buffer =
                ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).asLongBuffer();
        return buffer.put(0, value);
    }

    private static short[] speech() {
        return Arrays.copyOf(
                AudioFiles.read(Outside.home().resolve("examples/coffee-shop/calls/latte.wav")), 2 * Audio.SAMPLE_RATE);
    }

    private static List<Float> hear(Stream stream, short[] pcm) {
        List<Float> heard = new ArrayList<>();
        for (int at = 0; at < pcm.length; ) {
            at += stream.accept(pcm, at, pcm.length - at);
            if (stream.full()) {
                vad.run(List.of(stream));
                heard.add(stream.probability());
            }
        }
        return heard;
    }

    /** Heard as one of a batch whose others are noise. */
    private static List<Float> hear(short[] pcm, int callers, int place) {
        List<Stream> streams = new ArrayList<>();
        for (int c = 0; c < callers; c++) {
            streams.add(new Stream());
        }
        Random random = new Random(1);
        List<Float> heard = new ArrayList<>();
        for (int at = 0; at + SileroVad.WINDOW <= pcm.length; at += SileroVad.WINDOW) {
            for (int c = 0; c < callers; c++) {
                short[] window = Arrays.copyOfRange(pcm, at, at + SileroVad.WINDOW);
                for (int i = 0; c != place && i < window.length; i++) {
                    window[i] = (short) (3_000 * random.nextGaussian());
                }
                streams.get(c).accept(window, 0, window.length);
            }
            vad.run(streams);
            heard.add(streams.get(place).probability());
        }
        return heard;
    }
}
