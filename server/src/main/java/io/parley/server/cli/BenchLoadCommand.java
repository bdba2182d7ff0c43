package io.parley.server.cli;

import io.parley.server.Home;
import io.parley.server.bench.Load;
import io.parley.server.bench.LoadLevel;
import io.parley.server.bench.Machine;
import io.parley.server.bench.Percentiles;
import java.util.ArrayList;
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

/** {@code ./parley bench load}. */
@Command(
        name = "load",
        description =
                "Have so many callers at once phone an agent that asks closed questions, from a process of their own,"
                        + " and find how many the server serves as they should be.")
final class BenchLoadCommand implements Callable<Integer> {
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_SECONDS = 600;
    private static final String HOW =
            "The server is this process, the callers are another one; both have the whole machine.";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--calls",
            split = ",",
            paramLabel = "N",
            defaultValue = "8,16,20",
            description =
                    "Callers at once; several numbers are measured one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Integer> calls = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "40",
            description = "How long each number is measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Calls that the server takes at once; others are refused with 503. Default: what a server on this"
                            + " machine takes.")
    private @Nullable Integer limit;

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
        Home home = Home.ofThisProcess();
        int taken = limit == null ? Load.usualLimit(home) : limit;
        Lines lines = new Lines(Output.of(spec), json);
        Machine machine = Machine.here();
        lines.say("On " + machine + ". " + HOW + " The server takes " + taken + " calls at once.");
        List<LoadLevel> levels = new ArrayList<>();
        try (Load load = new Load(home, taken, seed, step -> lines.say(step + " …"))) {
            for (int atOnce : calls) {
                lines.say("");
                lines.say(atOnce + " callers at once, " + seconds + " s:");
                LoadLevel level = load.run(atOnce, seconds);
                levels.add(level);
                show(level, lines);
                lines.tell("", "level", level.json());
            }
        }
        int most = most(levels);
        lines.say("");
        lines.say(
                most == 0
                        ? "None of these was served as it should be."
                        : most + " callers at once are served as they should be: " + bar());
        lines.tell("", "summary", summary(levels, most, taken, machine));
        return levels.stream().allMatch(level -> level.conversations().answers() > 0) ? Exit.DONE : Exit.FAILED;
    }

    private static String bar() {
        return String.format(
                Locale.ROOT,
                "19 of 20 answers within %.0f ms, no more than %.1f %% of the frames late, nobody refused.",
                LoadLevel.EAR_TO_EAR_MILLIS,
                100 * LoadLevel.LATE_SHARE);
    }

    /** The most callers who were served as they should be, as all fewer ones that were measured; 0 where none were. */
    static int most(List<LoadLevel> levels) {
        int least = levels.stream()
                .filter(level -> !level.carried())
                .mapToInt(LoadLevel::atOnce)
                .min()
                .orElse(Integer.MAX_VALUE);
        return levels.stream()
                .mapToInt(LoadLevel::atOnce)
                .filter(atOnce -> atOnce < least)
                .max()
                .orElse(0);
    }

    private void checkOptions() {
        calls.forEach(atOnce -> UsageFault.unlessWithin("--calls", atOnce, 1, MOST_AT_ONCE));
        UsageFault.unlessWithin("--seconds", seconds, 1, MOST_SECONDS);
        if (limit != null) {
            UsageFault.unlessWithin("--limit", limit, 1, MOST_AT_ONCE);
        }
    }

    private static void show(LoadLevel level, Lines lines) {
        lines.say(
                "  ear to ear        " + Percentiles.text(level.conversations().earToEar()));
        lines.say(String.format(
                Locale.ROOT,
                "  understood        %d of %d answers right; %d without reply, %d astray, %d cut-ins",
                level.conversations().right(),
                level.conversations().answers(),
                level.conversations().unanswered(),
                level.conversations().astray(),
                level.conversations().cutIns()));
        lines.say(String.format(
                Locale.ROOT,
                "  in time           %.3f %% of the frames late (callers' %.3f %%, the machine itself %.3f %%), %d underruns;"
                        + " jobs wait up to %.1f ms (p50), %.1f ms (p99) for their lane",
                100 * level.conversations().server().lateShare(),
                100 * level.conversations().phone().lateShare(),
                100 * level.machineLate(),
                level.conversations().server().underruns(),
                level.laneWait(0.5),
                level.laneWait(0.99)));
        lines.say(String.format(
                Locale.ROOT,
                "  used              server %.2f cores, %d MB PSS with its Redis; callers %.2f cores; %.1f calls carried",
                level.core(),
                level.pssBytes() / 1_000_000,
                level.callersCore(),
                level.linesTaken()));
        lines.say(String.format(
                Locale.ROOT,
                "  refused           %d calls with 503%s, %d otherwise not answered",
                level.refused(),
                level.refused() == 0
                        ? ""
                        : String.format(Locale.ROOT, " (told after p95 %.0f ms)", level.refusedMillis(0.95)),
                level.failed()));
    }

    private Map<String, Object> summary(List<LoadLevel> levels, int most, int taken, Machine machine) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("levels", levels.stream().map(LoadLevel::json).toList());
        summary.put("most", most);
        summary.put("limit", taken);
        summary.put("seconds", seconds);
        summary.put("seed", seed);
        summary.put("measured", HOW);
        summary.put("machine", machine.json());
        return summary;
    }
}
