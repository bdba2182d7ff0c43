package io.parley.agent.ear;

import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Expectation;
import io.parley.agent.grammar.AgentGrammar;
import io.parley.config.AgentSpec;
import io.parley.models.BatchedGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a lane does for every call that is listened to, on a real order to the coffee shop. Divide by the audio that one
 * operation stands for: 10 ms a frame of features, 60 ms a run of the network, 30 ms a step of the search.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EarBench {
    private final Mfcc mfcc = new Mfcc();
    private final Search.Scratch scratch = new Search.Scratch();
    private final float[] features = new float[Mfcc.COEFFICIENTS];
    private final List<float[]> scores;

    private final EarModel model;
    private final BatchedGraph network;
    private final float[] in;
    private final float[] out;
    private final float[] audio;
    private final Search search;
    private final Map<String, Float> priors;
    private int sample;
    private int row;

    /** Opens the ear, and listens to the order once: the search is fed what the ear really hears. */
    public EarBench() {
        Path home = Path.of(System.getProperty("parley.home", ""));
        Path shop = home.resolve("examples/coffee-shop");
        model = EarModel.open(home.resolve("models/ear-en"));
        AgentSpec agent = AgentSpec.load(shop);
        Grammar grammar = AgentGrammar.compile(
                agent, model.tree(), word -> model.lexicon().pronunciations(word));
        priors = Expectation.of(agent, DialogueState.START).priors();
        search = new Search(grammar);
        search.begin(priors);
        audio = Scores.audio(shop.resolve("calls/americano.wav"));
        network = model.batched();
        in = new float[network.inputFloats()];
        out = new float[network.outputFloats()];
        scores = Scores.of(audio, network);
    }

    @TearDown
    public void close() {
        network.close();
        model.close();
    }

    @Benchmark
    public float[] features() {
        sample = sample + Mfcc.HOP + Mfcc.WINDOW <= audio.length ? sample + Mfcc.HOP : 0;
        mfcc.compute(audio, Math.min(sample, audio.length - Mfcc.WINDOW), features, 0);
        return features;
    }

    @Benchmark
    public float[] network() {
        network.run(List.of(in), List.of(out));
        return out;
    }

    /** Begins anew at the end of the order. */
    @Benchmark
    public int searchStep() {
        if (row == scores.size()) {
            row = 0;
            search.begin(priors);
        }
        search.step(scores.get(row++), 0, scratch);
        return search.frames();
    }
}
