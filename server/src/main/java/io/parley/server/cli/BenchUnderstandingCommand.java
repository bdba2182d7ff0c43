package io.parley.server.cli;

import io.parley.config.AgentSpec;
import io.parley.config.AgentSpecs;
import io.parley.config.SlotSpec;
import io.parley.media.Impairments;
import io.parley.server.Home;
import io.parley.server.bench.Machine;
import io.parley.server.bench.Percentiles;
import io.parley.server.bench.RecordedTurn;
import io.parley.server.bench.TurnScore;
import io.parley.server.bench.TurnSet;
import io.parley.server.bench.Understanding;
import io.parley.server.bench.UnderstandingScore;
import io.parley.server.trial.Trial;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley bench understanding}. */
@Command(
        name = "understanding",
        description = "Play labelled recordings into real calls, one turn each, and count what was understood.")
final class BenchUnderstandingCommand implements Callable<Integer> {
    private static final String ENGINE = "native";
    private static final int MOST_PARALLEL = 64;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private ImpairOptions impair = new ImpairOptions();

    @Option(
            names = "--set",
            required = true,
            paramLabel = "DIR",
            description = "Folder with audio files and turns.jsonl, a line for each: {\"audio\":\"a.wav\","
                    + "\"agent\":\"coffee-shop\",\"expect\":{\"drink\":\"latte\"}}.")
    private Path set = Path.of("");

    @Option(names = "--engine", paramLabel = "NAME", defaultValue = ENGINE, description = "Engine: ${DEFAULT-VALUE}.")
    private String engine = ENGINE;

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N recordings.")
    private @Nullable Integer limit;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "Calls at once: ${DEFAULT-VALUE}.")
    private int parallel = 1;

    @Option(names = "--agents", paramLabel = "PATH", description = "Where the agents lie, by default in the examples.")
    private @Nullable Path agents;

    @Option(names = "--json", description = "One JSON object a line, a summary as the last.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        log.apply(Level.WARN);
        checkOptions();
        Impairments impairments = impair.impairments();
        Home home = Home.ofThisProcess();
        Path folder = agents == null ? home.examples() : agents;
        List<AgentSpec> specs = AgentSpecs.load(List.of(folder));
        List<RecordedTurn> turns = TurnSet.read(set, slots(specs));
        turns = limit == null ? turns : turns.subList(0, Math.min(limit, turns.size()));
        Lines lines = new Lines(Output.of(spec), json);
        Machine machine = Machine.here();
        lines.say(turns.size() + " turns, " + parallel + " at once, on " + machine);
        UnderstandingScore score;
        try (Trial trial = new Trial(home, List.of(folder), parallel, impairments, step -> lines.say(step + " …"))) {
            score = run(trial, specs, turns, lines);
        }
        show(score, lines);
        Map<String, Object> summary = new LinkedHashMap<>(score.json());
        summary.put("engine", engine);
        summary.put("parallel", parallel);
        summary.put("machine", machine.json());
        lines.tell("", "summary", summary);
        return Exit.DONE;
    }

    private void checkOptions() {
        if (!engine.equals(ENGINE)) {
            throw new UsageFault("--engine: found '" + engine + "', expected " + ENGINE);
        }
        if (limit != null && limit < 1) {
            throw new UsageFault("--limit: found " + limit + ", expected 1 or more");
        }
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new UsageFault("--parallel: found " + parallel + ", expected 1 to " + MOST_PARALLEL);
        }
    }

    private static Map<String, Set<String>> slots(List<AgentSpec> specs) {
        Map<String, Set<String>> slots = new LinkedHashMap<>();
        specs.stream()
                .filter(agent -> !agent.numbers().isEmpty())
                .forEach(agent -> slots.put(
                        agent.id(),
                        agent.slots().values().stream()
                                .map(SlotSpec::name)
                                .collect(Collectors.toCollection(TreeSet::new))));
        return slots;
    }

    private UnderstandingScore run(Trial trial, List<AgentSpec> specs, List<RecordedTurn> turns, Lines lines)
            throws InterruptedException {
        Map<String, String> numbers = specs.stream()
                .filter(agent -> !agent.numbers().isEmpty())
                .collect(
                        Collectors.toMap(AgentSpec::id, agent -> agent.numbers().get(0)));
        AtomicInteger done = new AtomicInteger();
        AtomicInteger whole = new AtomicInteger();
        return new Understanding(trial, numbers, score -> {
                    int n = done.incrementAndGet();
                    int right = score.whole() ? whole.incrementAndGet() : whole.get();
                    String text = String.format(
                            Locale.ROOT,
                            "%4d of %d  %5.1f %% whole  %s %s",
                            n,
                            turns.size(),
                            100.0 * right / n,
                            score.turn().name(),
                            outcome(score));
                    lines.tell(text, "turn", json(score));
                })
                .run(turns, parallel);
    }

    private static String outcome(TurnScore score) {
        String what = score.whole() ? "right" : score.askedAgain() ? "asked again" : "WRONG";
        return what
                + (score.cutIn() ? ", cut in" : "")
                + (score.retracted() ? ", retracted" : "")
                + (Double.isNaN(score.earToEarMillis())
                        ? ""
                        : String.format(Locale.ROOT, ", %.0f ms", score.earToEarMillis()));
    }

    private static Map<String, Object> json(TurnScore score) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("audio", score.turn().name());
        json.put("agent", score.turn().agent());
        json.put("expected", score.turn().expect());
        json.put("got", score.got());
        json.put("heard", score.heard());
        json.put("whole", score.whole());
        json.put("asked_again", score.askedAgain());
        json.put("cut_in", score.cutIn());
        json.put("retracted", score.retracted());
        json.put("ear_to_ear_ms", Percentiles.number(score.earToEarMillis()));
        return json;
    }

    private static void show(UnderstandingScore score, Lines lines) {
        List<TurnScore> wrong =
                score.turns().stream().filter(turn -> !turn.whole()).toList();
        if (!wrong.isEmpty()) {
            lines.say("");
            lines.say("not whole:");
        }
        wrong.forEach(turn -> lines.say(String.format(
                "  %-24s heard \"%s\"%n  %-24s got %s, expected %s",
                turn.turn().name(),
                turn.heard(),
                outcome(turn),
                turn.got(),
                turn.turn().expect())));
        lines.say("");
        lines.say(String.format(
                Locale.ROOT,
                "slots %.1f %%, whole %.1f %%, wrong %.1f %%, asked again %.1f %%, cut-ins %.1f %%, retracted %.1f %%",
                100 * score.slots(),
                100 * score.whole(),
                100 * score.wrong(),
                100 * score.askedAgain(),
                100 * score.cutIns(),
                100 * score.retracted()));
        lines.say("ear to ear: " + Percentiles.text(score.earToEar()));
    }
}
