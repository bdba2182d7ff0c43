package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.models.BatchedGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ear's graph against the reference vectors of its pack. */
@Timeout(120)
class EarModelTest {
    private static final int PADDING = 18;
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
        float[] expected = Reference.floats("reference-ll.f32");

        assertThat(worstDifference(hear(1, 0), expected)).isLessThan(2e-3);
    }

    @Test
    void aCallersNumbersDoNotDependOnTheOthersInTheBatch() {
        float[] alone = hear(1, 0);

        assertThat(worstDifference(hear(7, 5), alone)).isLessThan(1e-4);
        assertThat(worstDifference(hear(33, 32), alone)).isLessThan(1e-4);
    }

    /** Runs the reference as caller {@code place} of a batch whose other callers are noise. */
    private static float[] hear(int callers, int place) {
        float[] mfcc = paddedReference();
        int ticks = mfcc.length / EarModel.INPUT;
        List<float[]> in = new ArrayList<>();
        List<float[]> out = new ArrayList<>();
        for (int c = 0; c < callers; c++) {
            in.add(new float[EarModel.INPUT + EarModel.STATE]);
            out.add(new float[EarModel.OUTPUT + EarModel.STATE]);
        }
        Random random = new Random(1);
        float[] heard = new float[ticks * EarModel.OUTPUT];
        try (BatchedGraph graph = model.batched()) {
            for (int t = 0; t < ticks; t++) {
                for (int c = 0; c < callers; c++) {
                    for (int i = 0; i < EarModel.INPUT; i++) {
                        in.get(c)[i] = c == place ? mfcc[t * EarModel.INPUT + i] : (float) (20 * random.nextGaussian());
                    }
                }
                graph.run(in, out);
                System.arraycopy(out.get(place), 0, heard, t * EarModel.OUTPUT, EarModel.OUTPUT);
                for (int c = 0; c < callers; c++) {
                    EarStream.advance(in.get(c), out.get(c));
                }
            }
        }
        return heard;
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
