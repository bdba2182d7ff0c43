package io.parley.agent.ear;

import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Expectation;
import io.parley.agent.grammar.AgentGrammar;
import io.parley.agent.voice.TextToPhones;
import io.parley.config.AgentSpec;
import io.parley.models.BatchedGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step of the search, 30 ms of a caller, on the grammars of agents small and large. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SearchBench {
    private static final Path HOME = Path.of(System.getProperty("parley.home", ""));

    /** What is said to it: words that its grammar has, a few of many. */
    public enum Agent {
        COFFEE_SHOP("examples/coffee-shop", "examples/coffee-shop/calls/americano.wav"),
        BANK("examples/bank", "bench/calls/code-3002.wav"),
        PERSON("bench/agents/person", "bench/calls/ready-1.wav");

        private final Path folder;
        private final Path said;

        Agent(String folder, String said) {
            this.folder = HOME.resolve(folder);
            this.said = HOME.resolve(said);
        }
    }

    @Param
    private Agent agent = Agent.COFFEE_SHOP;

    private final Search.Scratch scratch = new Search.Scratch();
    private List<float[]> scores = List.of();
    private Map<String, Float> priors = Map.of();
    private @Nullable Search search;
    private int row;

    @Setup(Level.Trial)
    public void hear() {
        try (EarModel model = EarModel.open(HOME.resolve("models/ear-en"));
                BatchedGraph network = model.batched()) {
            AgentSpec spec = AgentSpec.load(agent.folder);
            search = new Search(AgentGrammar.compile(spec, model.tree(), word -> pronunciations(model, word)));
            priors = Expectation.of(spec, DialogueState.START).priors();
            scores = Scores.of(Scores.audio(agent.said), network);
            row = scores.size();
        }
    }

    private static List<String> pronunciations(EarModel model, String word) {
        List<String> known = model.lexicon().pronunciations(word);
        return known.isEmpty() ? List.of(String.join(" ", TextToPhones.english().arpabet(word))) : known;
    }

    /** Begins anew at the end of the recording. */
    @Benchmark
    public int step() {
        Search running = Objects.requireNonNull(search);
        if (row == scores.size()) {
            row = 0;
            running.begin(priors);
        }
        running.step(scores.get(row++), 0, scratch);
        return running.frames();
    }
}
