package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.AgentRuntime;
import io.parley.agent.Studio;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Expectation;
import io.parley.agent.simulation.VirtualLane;
import io.parley.media.Audio;
import io.parley.media.AudioFiles;
import io.parley.models.ModelException;
import io.parley.models.Pack;
import io.parley.testkit.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that fails on one call is that call's misfortune alone, and a short one. */
@Timeout(60)
class EarFailureTest {
    private static Studio studio;
    private static AgentRuntime agent;
    private static short[] four;

    private final List<Throwable> thrown = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> neighbours = new ArrayList<>();

    @BeforeAll
    static void open() {
        studio = new Studio();
        agent = studio.agent("digits");
        four = speech();
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    /** A person says four, on a line that hisses, with a pause before and behind. */
    private static short[] speech() {
        short[] four = AudioFiles.read(Outside.home().resolve("examples/digits/calls/four.wav"));
        short[] line = new short[four.length + 2 * Audio.SAMPLE_RATE];
        System.arraycopy(four, 0, line, Audio.SAMPLE_RATE, four.length);
        Random hiss = new Random(3);
        for (int i = 0; i < line.length; i++) {
            line[i] = (short) Math.max(-32_000, Math.min(32_000, line[i] + hiss.nextInt(-4, 5)));
        }
        return line;
    }

    private EarSlot call(EarLane lane, List<String> words) {
        return lane.open(
                agent.grammar(),
                Expectation.of(agent.spec(), DialogueState.START).priors(),
                this::run,
                report -> note(report, words));
    }

    private void run(Runnable job) {
        try {
            job.run();
        } catch (ModelException e) {
            thrown.add(e);
        }
    }

    private static void note(Heard report, List<String> words) {
        if (report.result() != null && report.result().best() != null && report.silenceMillis() > 250) {
            words.add(Objects.requireNonNull(report.result().best()).words().stream()
                    .map(word -> word.text())
                    .reduce("", (a, b) -> (a + " " + b).trim()));
        }
    }

    private static void play(EarSlot slot, int from, int to) {
        short[] frame = new short[Audio.FRAME_SAMPLES];
        for (int at = from; at + frame.length <= to; at += frame.length) {
            System.arraycopy(four, at, frame, 0, frame.length);
            slot.hear(frame, 0);
        }
    }

    @Test
    void aStateThatIsNoNumberIsReplacedAndTheNeighbourHearsEverything() {
        EarSlot broken = call(studio.ear(), heard);
        EarSlot neighbour = call(studio.ear(), neighbours);
        int half = Audio.SAMPLE_RATE / 2;
        play(broken, 0, half);
        play(neighbour, 0, half);
        broken.stream.in[EarModel.INPUT + 100] = Float.NaN;
        play(broken, half, four.length);
        play(neighbour, half, four.length);
        broken.close();
        neighbour.close();

        assertThat(heard).endsWith("four");
        assertThat(neighbours).endsWith("four");
        assertThat(thrown).isEmpty();
    }

    @Test
    void whereEveryRunFailsTheCallIsToldAtTheFirstWordAtTheLatest() {
        int[] failures = {0};
        EarModel model = EarModel.open(Reference.PACK);
        try (Pack vad = Pack.open(Ears.vadPack())) {
            EarLane lane = new EarLane(model, vad, new VirtualLane(), new EarTimes() {
                @Override
                public void failed() {
                    failures[0]++;
                }
            });
            EarSlot slot = call(lane, heard);
            play(slot, 0, Audio.SAMPLE_RATE / 2);
            assertThat(failures[0]).isZero();
            model.close();
            play(slot, Audio.SAMPLE_RATE / 2, four.length);
            assertThat(thrown)
                    .singleElement()
                    .satisfies(e -> assertThat(e)
                            .hasMessageContaining("fails again and again")
                            .hasCauseInstanceOf(RuntimeException.class));
            assertThat(failures[0]).isEqualTo(LaneSlot.MOST_FAILURES);
            lane.close();
        }
    }
}
