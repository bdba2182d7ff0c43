package io.parley.agent.voice;

import io.parley.models.Pack;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The runs of the graphs that saying a clause of 2.4 s is made of: its tokens once, then in turn a window of frames and a
 * chunk of audio.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VoiceStepBench {
    private static final Manner MANNER = new Manner(0, Style.NEUTRAL, 0, true);

    /** A run of the mouth, and what it needs. */
    @State(Scope.Thread)
    public static class Chunk {
        /** Frames of the first chunk and of the largest. */
        @Param({"10", "64"})
        int frames;

        final float[] source = new float[Mouth.MOST * VoicePack.HOP];
        final float[] noise = new float[Mouth.MOST * VoicePack.HOP];
        final float[] audio = new float[Mouth.MOST * VoicePack.HOP];

        /** Excites every frame. */
        public Chunk() {
            Noise.seeded().fill(noise, 0, noise.length);
            PulseSource pulses = new PulseSource();
            for (int at = 0; at < source.length; at += VoicePack.HOP) {
                pulses.frame(200, 200, source, at);
            }
        }
    }

    private final Pack pack = Pack.open(Path.of(System.getProperty("parley.home", ""), "models", "voice-en"));
    private final Workbench bench = Workbench.of(new VoicePack(pack));
    private final Clause clause = TextToPhones.english()
            .clauses("Would you like a small, a medium or a large one?")
            .get(0);
    private final ClausePlan plan = bench.planner().encode(clause, MANNER, new Clamps());
    private final float[] memory = bench.mouth().silence();

    /** Plans the first window and one more, of which the mouth is fed. */
    public VoiceStepBench() {
        bench.planner().extend(plan);
        bench.planner().extend(plan);
    }

    /** Durations and hidden states of the clause. */
    @Benchmark
    public int plannerTokens() {
        return bench.planner().encode(clause, MANNER, new Clamps()).frames();
    }

    /** A window of 2 s, context included. */
    @Benchmark
    public int plannerWindow() {
        plan.planned = Planner.FIRST_WINDOW;
        bench.planner().extend(plan);
        return plan.planned;
    }

    @Benchmark
    public float[] mouthChunk(Chunk chunk) {
        int to = Planner.FIRST_WINDOW + chunk.frames;
        bench.mouth().run(plan, Planner.FIRST_WINDOW, to, chunk.source, chunk.noise, memory, chunk.audio);
        return chunk.audio;
    }

    @TearDown
    public void close() {
        bench.close();
        pack.close();
    }
}
