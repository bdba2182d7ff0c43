package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.models.Pack;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a clause is cut into windows and chunks, it is what one pass over it gives. */
@Timeout(60)
class OnnxVoiceReferenceTest {
    private static final Manner MANNER = Clauses.manner(Style.named("cheerful"));

    private static Pack pack;
    private static Workbench bench;

    @BeforeAll
    static void open() {
        pack = Standin.open();
        bench = Workbench.of(new VoicePack(pack));
    }

    @AfterAll
    static void close() {
        bench.close();
        pack.close();
    }

    @ParameterizedTest
    @CsvSource({"4, 32", "1, 7", "5, 11", "1, 1", "13, 13", "32, 32"})
    void chunksOfAnySizeGiveTheSameAudio(int first, int chunk) {
        for (String phones : List.of("sˈɪks jˈɛs.", "I", "kæn ju hˈɪɹ mi nˈaʊ, ɔɹ nˈɑt?")) {
            float[] whole = render(new ClauseRenderer(Clauses.of(phones), MANNER, 16, 16, Noise.seeded()));
            float[] cut = render(new ClauseRenderer(Clauses.of(phones), MANNER, first, chunk, Noise.seeded()));

            assertThat(cut).hasSameSizeAs(whole);
            for (int i = 0; i < whole.length; i++) {
                assertThat(Math.abs(cut[i] - whole[i])).as("sample " + i).isLessThan(1e-4f);
            }
        }
    }

    @Test
    void theFirstChunkGivesItsFramesThoughTheMouthLagsBehind() {
        ClauseRenderer renderer = new ClauseRenderer(Clauses.of("sˈɪks jˈɛs."), MANNER, 4, 32, Noise.seeded());
        int samples = 0;
        while (samples == 0) {
            samples = renderer.step(bench);
        }
        assertThat(samples).isEqualTo(4 * VoicePack.HOP);
        assertThat(render(new ClauseRenderer(Clauses.of("sˈɪks jˈɛs."), MANNER, 4, 32, Noise.seeded())))
                .hasSize(Objects.requireNonNull(renderer.plan()).frames() * VoicePack.HOP);
    }

    @Test
    void plansAWindowAtATimeWhatOneRunOverTheClausePlans() {
        Clause clause = TextToPhones.english()
                .clauses("I have updated your order, and the driver will be there in about twenty minutes.")
                .get(0);
        Planner planner = bench.planner();
        ClausePlan plan = planner.encode(clause, MANNER, new Clamps());
        while (plan.planned < plan.frames()) {
            planner.extend(plan);
        }
        assertThat(plan.frames()).isGreaterThan(3 * Planner.WINDOW);

        ClausePlan whole = WholeClause.plan(pack, plan);

        assertThat(plan.mel).containsExactly(whole.mel);
        assertThat(plan.f0).containsExactly(whole.f0);
    }

    private static float[] render(ClauseRenderer renderer) {
        float[] samples = new float[0];
        while (!renderer.finished()) {
            int more = renderer.step(bench);
            samples = java.util.Arrays.copyOf(samples, samples.length + more);
            System.arraycopy(renderer.audio(), 0, samples, samples.length - more, more);
        }
        return samples;
    }
}
