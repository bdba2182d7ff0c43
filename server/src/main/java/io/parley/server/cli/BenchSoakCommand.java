package io.parley.server.cli;

import io.parley.server.Home;
import io.parley.server.bench.Machine;
import io.parley.server.bench.Soak;
import io.parley.server.bench.SoakGauges;
import io.parley.server.bench.SoakResult;
import io.parley.server.trial.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley bench soak}. */
@Command(
        name = "soak",
        description =
                "Make many calls that are answered, cancelled, refused and hung up by either side, and see whether"
                        + " dialogs, transactions, ports, threads, files and memory are back where they were.")
final class BenchSoakCommand implements Callable<Integer> {
    private static final int MOST_CALLS = 1_000_000;
    private static final int MOST_AT_ONCE = 64;
    private static final double MOST_RATE = 100;
    /** Calls that are still being ended hold a line too. */
    private static final int SPARE_LINES = 16;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Calls to be made. Default: ${DEFAULT-VALUE}.")
    private int calls;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "16",
            description = "Calls at once, at most. Default: ${DEFAULT-VALUE}.")
    private int atOnce;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "8.4",
            description = "Calls begun a second. Default: ${DEFAULT-VALUE}, which is 10,000 in 20 minutes.")
    private double rate;

    @Option(names = "--json", description = "One JSON object a line, a summary as the last.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        log.apply(Level.WARN);
        checkOptions();
        Home home = Home.ofThisProcess();
        Lines lines = new Lines(Output.of(spec), json);
        Machine machine = Machine.here();
        lines.say("On " + machine + ". Server and telephone share this process.");
        List<java.nio.file.Path> agents = List.of(home.examples().resolve("digits"));
        try (Trial trial = new Trial(home, agents, atOnce + SPARE_LINES, step -> lines.say(step + " …"))) {
            lines.say(String.format(Locale.ROOT, "%d calls, %.1f a second, %d at once at most:", calls, rate, atOnce));
            SoakResult result = new Soak(trial, gauges -> tell(gauges, lines)).run(calls, atOnce, rate);
            show(result, lines);
            Map<String, Object> summary = new LinkedHashMap<>(result.json());
            summary.put("machine", machine.json());
            lines.tell("", "summary", summary);
            return result.passed() ? Exit.DONE : Exit.FAILED;
        }
    }

    private void checkOptions() {
        UsageFault.unlessWithin("--calls", calls, 1, MOST_CALLS);
        UsageFault.unlessWithin("--at-once", atOnce, 1, MOST_AT_ONCE);
        if (!(rate > 0 && rate <= MOST_RATE)) {
            throw new UsageFault("--rate: found " + rate + ", expected more than 0 and at most " + MOST_RATE);
        }
    }

    private static void tell(SoakGauges gauges, Lines lines) {
        lines.tell("  " + gauges, "gauges", gauges.json());
    }

    private static void show(SoakResult result, Lines lines) {
        lines.say(String.format(Locale.ROOT, "%d calls in %.0f s", result.calls(), result.seconds()));
        result.wrong().forEach(wrong -> lines.say("  wrong: " + wrong));
        lines.say("  before: " + result.before());
        lines.say("  after:  " + result.after());
        lines.say(
                result.left().isEmpty()
                        ? String.format(Locale.ROOT, "  everything is back after %.0f s", result.settledSeconds())
                        : "  left after " + Soak.SETTLE_SECONDS + " s: " + String.join("; ", result.left()));
        lines.say(
                Double.isNaN(result.heapSlope())
                        ? "  heap: too short to tell how it grows"
                        : String.format(Locale.ROOT, "  heap: %+.1f MB an hour", result.heapSlope() / 1e6));
    }
}
