package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.StyleKey;
import io.parley.models.Pack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A clause sounds as the code that trained the pack has it, and however it is cut into windows and chunks it is what one
 * pass over it gives.
 */
@Timeout(60)
class OnnxVoiceReferenceTest {
    private static final Manner MANNER = Clauses.manner(Style.named("cheerful"));
    private static final Path REFERENCE = Booth.PACK.resolve("reference");

    private static Opened standin;
    private static Opened real;

    /**
     * A pack and what runs it.
     *
     * @param nearly what two renderings of the same may differ by
     */
    private record Opened(Pack pack, VoicePack voices, Workbench bench, float nearly) {
        static Opened of(Pack pack, float nearly) {
            VoicePack voices = new VoicePack(pack);
            return new Opened(pack, voices, Workbench.of(voices), nearly);
        }

        void close() {
            bench.close();
            pack.close();
        }
    }

    @BeforeAll
    static void open() {
        standin = Opened.of(Standin.open(), 1e-4f);
        real = Opened.of(Pack.open(Booth.PACK), 1e-3f);
    }

    @AfterAll
    static void close() {
        standin.close();
        real.close();
    }

    /** How the reference is said: training/voice/reference.py. */
    @Test
    void speaksAsTheReferenceDoes() {
        String phones = text("reference-phones.txt").strip();
        float[] noise = floats("reference-noise.f32");
        float[] expected = floats("reference-output.f32");
        int michael = real.voices.voices().stream()
                .filter(voice -> voice.name().equals("michael"))
                .findFirst()
                .orElseThrow()
                .index();
        Style style = Style.NEUTRAL
                .with(StyleKey.PITCH, 1.1)
                .with(StyleKey.SPREAD, 1.3)
                .with(StyleKey.ENERGY, 2)
                .with(StyleKey.WARMTH, -0.4)
                .with(StyleKey.WHISPER, 0.5);
        Manner manner = new Manner(michael, style, 0, false);

        float[] said = render(new ClauseRenderer(Clauses.of(phones), manner, 4, 32, recorded(noise)), real);

        assertNear(said, expected, real.nearly);
    }

    @ParameterizedTest
    @CsvSource({"4, 32", "1, 7", "5, 11", "1, 1", "13, 13", "32, 32"})
    void chunksOfAnySizeGiveTheSameAudio(int first, int chunk) {
        for (Opened opened : List.of(standin, real)) {
            for (String phones : List.of("sˈɪks jˈɛs.", "I", "kæn ju hˈɪɹ mi nˈaʊ, ɔɹ nˈɑt?")) {
                Clause clause = Clauses.of(phones);
                float[] whole = render(new ClauseRenderer(clause, MANNER, 16, 16, Noise.seeded()), opened);
                float[] cut = render(new ClauseRenderer(clause, MANNER, first, chunk, Noise.seeded()), opened);

                assertNear(cut, whole, opened.nearly);
            }
        }
    }

    @Test
    void theFirstChunkGivesItsFramesThoughTheMouthLagsBehind() {
        ClauseRenderer renderer = new ClauseRenderer(Clauses.of("sˈɪks jˈɛs."), MANNER, 4, 32, Noise.seeded());
        int samples = 0;
        while (samples == 0) {
            samples = renderer.step(standin.bench);
        }
        assertThat(samples).isEqualTo(4 * VoicePack.HOP);
        assertThat(render(new ClauseRenderer(Clauses.of("sˈɪks jˈɛs."), MANNER, 4, 32, Noise.seeded()), standin))
                .hasSize(Objects.requireNonNull(renderer.plan()).frames() * VoicePack.HOP);
    }

    @Test
    void plansAWindowAtATimeWhatOneRunOverTheClausePlans() {
        Clause clause = TextToPhones.english()
                .clauses("I have updated your order, and the driver will be there in about twenty minutes.")
                .get(0);
        Manner slowly = Clauses.manner(Style.NEUTRAL.with(StyleKey.RATE, 0.7));
        for (Opened opened : List.of(standin, real)) {
            Planner planner = opened.bench.planner();
            ClausePlan plan = planner.encode(clause, slowly, new Clamps());
            while (plan.planned < plan.frames()) {
                planner.extend(plan);
            }
            assertThat(plan.frames()).isGreaterThan(3 * Planner.WINDOW);

            ClausePlan whole = WholeClause.plan(opened.pack, plan);

            assertNear(plan.mel, whole.mel, opened.nearly);
            assertNear(plan.f0, whole.f0, opened.nearly);
        }
    }

    private static float[] render(ClauseRenderer renderer, Opened opened) {
        float[] samples = new float[0];
        while (!renderer.finished()) {
            int more = renderer.step(opened.bench);
            samples = Arrays.copyOf(samples, samples.length + more);
            System.arraycopy(renderer.audio(), 0, samples, samples.length - more, more);
        }
        return samples;
    }

    private static void assertNear(float[] found, float[] expected, float nearly) {
        assertThat(found).hasSameSizeAs(expected);
        float worst = 0;
        for (int i = 0; i < found.length; i++) {
            worst = Math.max(worst, Math.abs(found[i] - expected[i]));
        }
        assertThat(worst).isLessThan(nearly);
    }

    private static Noise recorded(float[] values) {
        int[] at = {0};
        return (destination, offset, n) -> {
            System.arraycopy(values, at[0], destination, offset, n);
            at[0] += n;
        };
    }

    private static String text(String name) {
        try {
            return Files.readString(REFERENCE.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] floats(String name) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Files.readAllBytes(REFERENCE.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
