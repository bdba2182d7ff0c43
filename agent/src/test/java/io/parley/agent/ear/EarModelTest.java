package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.models.BatchedGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ear's graph against the reference vectors of its pack. */
@Timeout(120)
class EarModelTest {
    private static final int PADDING = 18;
    /** Of the agent in the first half of the reference. */
    private static final float AGENT_LEVEL = 0.7f;

    private static EarModel model;

    @BeforeAll
    static void open() {
        model = EarModel.open(Reference.PACK);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void logLikelihoodsEqualTheReference() {
        assertThat(worstDifference(hear(1, 0).likelihoods, Reference.floats("reference-ll.f32")))
                .isLessThan(2e-3);
    }

    @Test
    void whatTurnMakesOfItEqualsTheReference() {
        assertThat(worstDifference(hear(1, 0).turns, Reference.floats("reference-turn.f32")))
                .isLessThan(1e-4);
    }

    @Test
    void aCallersNumbersDoNotDependOnTheOthersInTheBatch() {
        Told alone = hear(1, 0);

        for (Told among : List.of(hear(7, 5), hear(33, 32))) {
            assertThat(worstDifference(among.likelihoods, alone.likelihoods)).isLessThan(1e-4);
            assertThat(worstDifference(among.turns, alone.turns)).isLessThan(1e-4);
        }
    }

    private record Told(float[] likelihoods, float[] turns) {}

    /** Runs the reference as caller {@code place} of a batch whose other callers are noise. */
    private static Told hear(int callers, int place) {
        float[] mfcc = paddedReference();
        int ticks = mfcc.length / EarModel.PLAYED;
        List<float[]> in = new ArrayList<>();
        List<float[]> out = new ArrayList<>();
        for (int c = 0; c < callers; c++) {
            in.add(new float[EarModel.INPUT + EarModel.STATE]);
            out.add(new float[EarModel.OUTPUT + EarModel.STATE]);
        }
        Random random = new Random(1);
        int turnFloats = EarModel.OUTPUT - EarModel.TURNS;
        Told told = new Told(new float[ticks * EarModel.TURNS], new float[ticks * turnFloats]);
        try (BatchedGraph graph = model.batched()) {
            for (int t = 0; t < ticks; t++) {
                for (int c = 0; c < callers; c++) {
                    fill(in.get(c), mfcc, t, ticks, c == place ? null : random);
                }
                graph.run(in, out);
                float[] row = out.get(place);
                System.arraycopy(row, 0, told.likelihoods, t * EarModel.TURNS, EarModel.TURNS);
                System.arraycopy(row, EarModel.TURNS, told.turns, t * turnFloats, turnFloats);
                for (int c = 0; c < callers; c++) {
                    EarStream.advance(in.get(c), out.get(c));
                }
            }
        }
        return told;
    }

    /** The recording while the agent speaks for its first half, or noise. */
    private static void fill(float[] row, float[] mfcc, int tick, int ticks, @Nullable Random noise) {
        for (int i = 0; i < EarModel.INPUT; i++) {
            if (noise != null) {
                row[i] = (float) (20 * noise.nextGaussian());
            } else if (i < EarModel.PLAYED) {
                row[i] = mfcc[tick * EarModel.PLAYED + i];
            } else {
                row[i] = tick * EarModel.TICK_FRAMES < ticks * EarModel.TICK_FRAMES / 2 ? AGENT_LEVEL : 0;
            }
        }
    }

    /** The first frame once more in front, the last one repeated behind, as the pack's README says. */
    private static float[] paddedReference() {
        float[] mfcc = Reference.floats("reference-mfcc.f32");
        int frames = mfcc.length / Mfcc.COEFFICIENTS;
        int padded = 1 + frames + PADDING;
        padded += Math.floorMod(-padded, EarModel.TICK_FRAMES);
        float[] all = new float[padded * Mfcc.COEFFICIENTS];
        for (int f = 0; f < padded; f++) {
            int from = Math.max(0, Math.min(frames - 1, f - 1));
            System.arraycopy(mfcc, from * Mfcc.COEFFICIENTS, all, f * Mfcc.COEFFICIENTS, Mfcc.COEFFICIENTS);
        }
        return all;
    }

    private static double worstDifference(float[] actual, float[] expected) {
        assertThat(actual.length).isGreaterThanOrEqualTo(expected.length);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        assertThat(Arrays.stream(new double[] {worst})).doesNotContain(Double.NaN);
        return worst;
    }
}
