package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.AgentRuntime;
import io.parley.agent.Studio;
import io.parley.agent.simulation.VirtualLane;
import io.parley.media.Audio;
import io.parley.media.AudioFiles;
import io.parley.models.BatchedGraph;
import io.parley.models.Pack;
import io.parley.testkit.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the ear hears of somebody who speaks after a long silence is what it would have heard had it never rested. */
@Timeout(120)
class SilentCallsTest {
    /** MFCC frames that the network remembers (training/ear/net.py): differences 4, layers at 10 ms 6, at 30 ms 10 of 3. */
    private static final int MEMORY_FRAMES = 4 + 6 + 10 * 3;

    private static final int MEMORY_TICKS = (MEMORY_FRAMES + EarModel.TICK_FRAMES - 1) / EarModel.TICK_FRAMES;
    private static final int QUIET_TICKS = 100;
    private static final int SPEECH_TICKS = 20;

    private static EarModel model;
    private static BatchedGraph graph;

    @BeforeAll
    static void open() {
        model = EarModel.open(Reference.PACK);
        graph = model.batched();
    }

    @AfterAll
    static void close() {
        graph.close();
        model.close();
    }

    /** Who speaks at which level, and how loudly the agent speaks meanwhile. */
    @ParameterizedTest
    @CsvSource({"4, 0", "4, 3000", "200, 0", "200, 3000"})
    void rowsOfSpeechAreTheSameAndTurnIsNear(int noise, float played) {
        List<float[]> ticks = ticks(noise, played);
        List<float[]> always = run(ticks, 0, QUIET_TICKS);
        List<float[]> rested = run(ticks, EarSlot.CALM_TICKS, QUIET_TICKS - EarStream.KEPT_TICKS);
        double likelihoods = 0;
        double turn = 0;
        for (int t = QUIET_TICKS - EarStream.KEPT_TICKS + MEMORY_TICKS; t < ticks.size(); t++) {
            likelihoods = Math.max(likelihoods, apart(always.get(t), rested.get(t), 0, EarModel.TURNS));
        }
        for (int t = QUIET_TICKS; t < ticks.size(); t++) {
            turn = Math.max(turn, apart(always.get(t), rested.get(t), EarModel.TURNS, EarModel.OUTPUT));
        }

        assertThat(likelihoods).isLessThan(1e-4);
        assertThat(turn).isLessThan(0.1);
    }

    /** What an utterance is searched from lies within the ticks that are kept, the network's memory before it included. */
    @Test
    void ticksAreKeptForTheStartOfAnUtteranceAndForWhatTheNetworkRemembers() {
        assertThat(EarStream.KEPT_TICKS).isGreaterThanOrEqualTo(MEMORY_TICKS + 4);
    }

    @Test
    void whoKeepsSilentIsHeardForTwoSecondsAndThenCostsNoRunOfTheEar() {
        int[] runs = {0};
        int[] skipped = {0};
        try (Studio studio = new Studio();
                Pack vad = Pack.open(Ears.vadPack());
                EarLane lane = new EarLane(model, vad, new VirtualLane(), new EarTimes() {
                    @Override
                    public void ear(long nanos, int calls) {
                        runs[0]++;
                    }

                    @Override
                    public void skipped() {
                        skipped[0]++;
                    }
                })) {
            AgentRuntime agent = studio.agent("digits");
            EarSlot slot = Ears.call(lane, agent, heard -> {});
            for (int block = 0; block < QUIET_TICKS * 3; block++) {
                slot.hear(new short[Audio.FRAME_SAMPLES], 3_000);
            }
            slot.close();
        }

        assertThat(runs[0]).isEqualTo(EarSlot.CALM_TICKS);
        assertThat(skipped[0]).isGreaterThan(QUIET_TICKS / 2);
    }

    /** A line that hisses while a person keeps silent and then says a digit. */
    private static List<float[]> ticks(int noise, float played) {
        short[] speech = AudioFiles.read(Outside.home().resolve("examples/digits/calls/four.wav"));
        Random hiss = new Random(3);
        EarStream stream = new EarStream();
        Mfcc mfcc = new Mfcc();
        List<float[]> ticks = new ArrayList<>();
        short[] block = new short[Audio.FRAME_SAMPLES];
        int quiet = QUIET_TICKS * EarModel.TICK_FRAMES * Mfcc.HOP;
        for (int at = 0; ticks.size() < QUIET_TICKS + SPEECH_TICKS; at += block.length) {
            for (int i = 0; i < block.length; i++) {
                int sample = at + i >= quiet && at + i < quiet + speech.length ? speech[at + i - quiet] : 0;
                block[i] = (short) Math.max(-32_000, Math.min(32_000, sample + hiss.nextGaussian() * noise));
            }
            stream.accept(block, block.length, played, mfcc);
            while (stream.ready()) {
                stream.fill();
                ticks.add(stream.in.clone());
            }
        }
        return ticks;
    }

    /** What the graph gives for every tick, save for those that are left out. */
    private static List<float[]> run(List<float[]> ticks, int from, int to) {
        List<float[]> given = new ArrayList<>();
        float[] in = new float[EarModel.INPUT + EarModel.STATE];
        for (int t = 0; t < ticks.size(); t++) {
            float[] out = new float[EarModel.OUTPUT + EarModel.STATE];
            if (from == 0 || t < from || t >= to) {
                System.arraycopy(ticks.get(t), 0, in, 0, EarModel.INPUT);
                graph.run(List.of(in), List.of(out));
                EarStream.advance(in, out);
            }
            given.add(out);
        }
        return given;
    }

    private static double apart(float[] a, float[] b, int from, int to) {
        double worst = 0;
        for (int i = from; i < to; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return worst;
    }
}
