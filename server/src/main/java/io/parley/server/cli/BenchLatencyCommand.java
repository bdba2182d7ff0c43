package io.parley.server.cli;

import io.parley.config.AgentSpec;
import io.parley.config.AgentSpecs;
import io.parley.media.Impairments;
import io.parley.server.Home;
import io.parley.server.bench.Latency;
import io.parley.server.bench.LatencyLevel;
import io.parley.server.bench.Machine;
import io.parley.server.bench.Percentiles;
import io.parley.server.bench.RecordedTurn;
import io.parley.server.bench.TurnSet;
import io.parley.server.trial.Trial;
import io.parley.server.trial.TrialCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley bench latency}. */
@Command(
        name = "latency",
        description = "Phone an agent that asks closed questions, with so many calls at once, and measure what callers"
                + " wait for: ear to ear, and how fast the agent falls silent when it is interrupted.")
final class BenchLatencyCommand implements Callable<Integer> {
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_TURNS = 10_000;
    /** Asks closed questions, of which there are recordings. */
    private static final String AGENT = "closed";

    private static final String USUAL_TURNS = "48";
    private static final String HOW =
            "Server and measuring telephone share this process, and with it the machine and the memory.";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private ImpairOptions impair = new ImpairOptions();

    @Option(
            names = "--calls",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,8",
            description = "Calls at once; several numbers are measured one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Integer> calls = List.of();

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = USUAL_TURNS,
            description = "Questions asked for each of them. Default: ${DEFAULT-VALUE}.")
    private int turns;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Draws who says what and when callers begin. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "One JSON object a line, a summary as the last.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        log.apply(Level.WARN);
        checkOptions();
        Impairments impairments = impair.impairments();
        Home home = Home.ofThisProcess();
        Path folder = home.folder().resolve("bench");
        AgentSpec agent = AgentSpecs.load(List.of(folder.resolve("agents").resolve(AGENT)))
                .get(0);
        List<String> slots = List.copyOf(agent.slots().keySet());
        List<RecordedTurn> recordings = TurnSet.read(
                folder.resolve("calls"), Map.of(agent.id(), agent.slots().keySet()));
        Lines lines = new Lines(Output.of(spec), json);
        Machine machine = Machine.here();
        lines.say("On " + machine + ". " + HOW);
        int most = calls.stream().mapToInt(Integer::intValue).max().orElse(1);
        List<LatencyLevel> levels = new ArrayList<>();
        try (Trial trial =
                new Trial(home, List.of(agent.folder()), most, impairments, null, step -> lines.say(step + " …"))) {
            Counting counting = new Counting(lines);
            Latency latency = new Latency(trial, agent.numbers().get(0), slots, recordings, seed, counting);
            for (int atOnce : calls) {
                counting.begin(atOnce, latency.calls(turns));
                LatencyLevel level = latency.run(atOnce, turns);
                levels.add(level);
                show(level, slots, lines);
            }
        }
        lines.tell("", "summary", summary(levels, machine));
        return levels.stream().allMatch(level -> level.unanswered() == 0) ? Exit.DONE : Exit.FAILED;
    }

    private void checkOptions() {
        calls.forEach(atOnce -> UsageFault.unlessWithin("--calls", atOnce, 1, MOST_AT_ONCE));
        UsageFault.unlessWithin("--turns", turns, 1, MOST_TURNS);
    }

    /** Shows each call when it is over. */
    private static final class Counting implements Consumer<TrialCall> {
        private final Lines lines;
        private final AtomicInteger done = new AtomicInteger();
        private volatile int all;

        Counting(Lines lines) {
            this.lines = lines;
        }

        void begin(int atOnce, int calls) {
            done.set(0);
            all = calls;
            lines.say("");
            lines.say(calls + " calls, " + atOnce + " at once:");
        }

        @Override
        public void accept(TrialCall call) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("call", call.name());
            told.putAll(Summaries.base(call.report()));
            told.put(
                    "turns", call.report().turns().stream().map(Summaries::turn).toList());
            String text = String.format(
                    Locale.ROOT,
                    "%4d of %d  %s",
                    done.incrementAndGet(),
                    all,
                    Percentiles.list(call.report().turns().stream()
                            .mapToDouble(turn -> turn.earToEarMillis())
                            .toArray()));
            lines.tell(text, "call", told);
        }
    }

    private static void show(LatencyLevel level, List<String> slots, Lines lines) {
        lines.say(line("ear to ear", level.earToEar()));
        slots.forEach(slot -> lines.say(line("  " + slot, level.earToEar(slot))));
        lines.say(line("  (after interrupting)", level.earToEarOfInterruptions()));
        lines.say(line("silent when interrupted", level.bargeIn()));
        lines.say(String.format(
                Locale.ROOT,
                "  %d of %d answers right, %d of %d interruptions; %d without reply, %d astray, %d cut-ins",
                level.right(),
                level.answers(),
                level.interruptionsRight(),
                level.calls(),
                level.unanswered(),
                level.astray(),
                level.cutIns()));
        lines.say(String.format(
                Locale.ROOT,
                "  %.2f CPU seconds a call-minute, %d MB, late steps %.3f %% (telephone %.3f %%), %d underruns",
                level.cpuSecondsPerCallMinute(),
                level.rssBytes() / 1_000_000,
                100 * level.server().lateShare(),
                100 * level.phone().lateShare(),
                level.server().underruns()));
    }

    private static String line(String what, double... millis) {
        return String.format(Locale.ROOT, "  %-24s %s", what, Percentiles.text(millis));
    }

    private Map<String, Object> summary(List<LatencyLevel> levels, Machine machine) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("levels", levels.stream().map(LatencyLevel::json).toList());
        summary.put("ear_to_ear_ms", Percentiles.json(all(levels.stream().map(LatencyLevel::earToEar))));
        summary.put("barge_in_ms", Percentiles.json(all(levels.stream().map(LatencyLevel::bargeIn))));
        summary.put("seed", seed);
        summary.put("measured", HOW);
        summary.put("machine", machine.json());
        return summary;
    }

    private static double[] all(java.util.stream.Stream<double[]> parts) {
        return parts.flatMapToDouble(DoubleStream::of).toArray();
    }
}
