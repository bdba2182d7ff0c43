package io.parley.agent.dialogue;

import io.parley.agent.grammar.Meaning;
import io.parley.agent.grammar.Wish;
import io.parley.config.AgentSpec;
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
import org.openjdk.jmh.annotations.Warmup;

/** What a turn costs beside hearing and speaking: an order that is filled in, and what is expected next. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DialogueBench {
    private final AgentSpec agent =
            AgentSpec.load(Path.of(System.getProperty("parley.home", ""), "examples", "coffee-shop"));
    private final Dialogue dialogue = new Dialogue(agent);
    private final Guard guard = new Guard(agent);
    private final DialogueState greeted =
            dialogue.on(DialogueState.START, new Event.Begin()).state();
    private final Event order = new Event.Said(new Meaning(
            List.of(new Wish(
                    "order",
                    Map.of("size", "large", "drink", "latte", "milk", "soy milk"),
                    Map.of(),
                    Map.of(),
                    Map.of("size", .97f, "drink", .98f, "milk", .95f))),
            null,
            null,
            false,
            .95f,
            true,
            "can i get a large latte with soy milk"));

    /** A step, each act of it passed by the guard. */
    @Benchmark
    public int step() {
        Dialogue.Step step = dialogue.on(greeted, order);
        int allowed = 0;
        for (Act act : step.acts()) {
            allowed += guard.objection(greeted, step.state(), act) == null ? 1 : 0;
        }
        return allowed;
    }

    /** What the search is told of the next turn. */
    @Benchmark
    public Map<String, Float> expectation() {
        return Expectation.of(agent, greeted).priors();
    }
}
