package io.parley.server.cli;

import io.parley.config.AgentSpec;
import io.parley.config.AgentSpecs;
import io.parley.config.EngineKind;
import io.parley.config.SlotSpec;
import io.parley.media.Impairments;
import io.parley.server.Home;
import io.parley.server.bench.Machine;
import io.parley.server.bench.RecordedTurn;
import io.parley.server.bench.TurnPhones;
import io.parley.server.bench.TurnSet;
import io.parley.server.bench.Understanding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
        description = "Play labelled recordings into calls, one turn each, and count what was understood.")
final class BenchUnderstandingCommand implements Callable<Integer> {
    private static final Set<String> ENGINES = Set.of("native", "cascade");
    private static final String AS_FILED = "as the agents' files say";
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
            split = ",",
            paramLabel = "DIR",
            description = "Folders with audio files and turns.jsonl, a line for each: {\"audio\":\"a.wav\","
                    + "\"agent\":\"coffee-shop\",\"expect\":{\"drink\":\"latte\"}}; docs/commands.md has all keys.")
    private List<Path> sets = List.of();

    @Option(
            names = "--virtual",
            description = "In virtual time, many times faster than real time: the same turns give the same bytes.")
    private boolean virtual;

    @Option(
            names = "--engine",
            split = ",",
            paramLabel = "NAME",
            description = "What hears, native or cascade or both one after the other, whatever the agents' files say.")
    private List<String> engines = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N recordings of each.")
    private @Nullable Integer limit;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Calls at once. Default: 1, in virtual time the processors.")
    private @Nullable Integer parallel;

    @Option(
            names = "--agents",
            paramLabel = "PATH",
            description = "Where the agents lie. Default: in the examples and in bench/agents.")
    private @Nullable Path agents;

    @Option(names = "--json", description = "One JSON object a line, a summary as the last.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        log.apply(Level.WARN);
        checkOptions();
        Impairments impairments = impair.impairments();
        Home home = Home.ofThisProcess();
        List<AgentSpec> all = AgentSpecs.load(agents == null ? usual(home) : List.of(agents));
        Map<String, List<RecordedTurn>> turns = turns(all);
        List<AgentSpec> asked = all.stream()
                .filter(agent -> turns.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(turn -> turn.agent().equals(agent.id())))
                .toList();
        Lines lines = new Lines(Output.of(spec), json);
        UnderstandingReport report = new UnderstandingReport(lines, conditions(), !virtual);
        report.begin(turns.values().stream().mapToInt(List::size).sum());
        for (String engine : engines.isEmpty() ? List.of(AS_FILED) : engines) {
            try (TurnPhones phones = phones(home, asked, impairments, engine, step -> lines.say(step + " …"))) {
                for (Map.Entry<String, List<RecordedTurn>> set : turns.entrySet()) {
                    report.set(engine, set.getKey(), set.getValue().size());
                    report.show(new Understanding(phones.all(), report::tell).run(set.getValue()));
                }
            }
        }
        report.end();
        return Exit.DONE;
    }

    private static List<Path> usual(Home home) {
        return List.of(home.examples(), home.folder().resolve("bench").resolve("agents"));
    }

    private void checkOptions() {
        for (String engine : engines) {
            if (!ENGINES.contains(engine)) {
                throw new UsageFault("--engine: found '" + engine + "', expected native or cascade");
            }
        }
        if (Set.copyOf(engines).size() < engines.size()) {
            throw new UsageFault("--engine: found " + engines + ", expected each once");
        }
        if (limit != null && limit < 1) {
            throw new UsageFault("--limit: found " + limit + ", expected 1 or more");
        }
        UsageFault.unlessWithin("--parallel", atOnce(), 1, MOST_PARALLEL);
    }

    private int atOnce() {
        int usual = virtual ? Math.min(MOST_PARALLEL, Runtime.getRuntime().availableProcessors()) : 1;
        return parallel == null ? usual : parallel;
    }

    private Map<String, List<RecordedTurn>> turns(List<AgentSpec> specs) {
        Map<String, List<RecordedTurn>> turns = new LinkedHashMap<>();
        for (Path set : sets) {
            List<RecordedTurn> all = TurnSet.read(set, slots(specs));
            turns.put(
                    String.valueOf(set.toAbsolutePath().normalize().getFileName()),
                    limit == null ? all : all.subList(0, Math.min(limit, all.size())));
        }
        if (turns.size() < sets.size()) {
            throw new UsageFault("--set: found " + sets + ", expected folders with names of their own");
        }
        return turns;
    }

    /** What the summary says of how it was measured. */
    private Map<String, Object> conditions() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("engine", engines.isEmpty() ? AS_FILED : String.join(",", engines));
        conditions.put("virtual", virtual);
        conditions.put("impair", impair.texts());
        if (!virtual) {
            conditions.put("parallel", atOnce());
            conditions.put("machine", Machine.here().json());
        }
        return conditions;
    }

    private TurnPhones phones(
            Home home, List<AgentSpec> asked, Impairments impairments, String engine, Consumer<String> progress) {
        EngineKind heardBy = engines.isEmpty() ? null : EngineKind.valueOf(engine.toUpperCase(Locale.ROOT));
        if (virtual) {
            return TurnPhones.virtual(home, asked, impairments, heardBy, atOnce(), progress);
        }
        return TurnPhones.real(home, asked, impairments, heardBy, atOnce(), progress);
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
}
