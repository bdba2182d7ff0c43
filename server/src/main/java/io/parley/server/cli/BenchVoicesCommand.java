package io.parley.server.cli;

import io.parley.server.Home;
import io.parley.server.bench.Machine;
import io.parley.server.bench.MostThatHold;
import io.parley.server.bench.Percentiles;
import io.parley.server.bench.VoiceLevel;
import io.parley.server.bench.VoiceLoad;
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

/** {@code ./parley bench voices}. */
@Command(
        name = "voices",
        description =
                "Let so many agents talk at once, all in sentences of their own, and find for how many every frame is"
                        + " rendered in time.")
final class BenchVoicesCommand implements Callable<Integer> {
    private static final int FIRST = 8;
    private static final int MOST = 512;
    private static final String HOW =
            "Every voice plays in real time, and says the next sentence when one ends; none was said before.";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private LevelOptions each = new LevelOptions();

    @Option(
            names = "--count",
            paramLabel = "N",
            description =
                    "Voices at once. Default: the most that can, which is looked for by doubling, then by halving what"
                            + " lies between.")
    private @Nullable Integer count;

    @Option(
            names = "--deaf",
            description = "Nobody listens; else every call has an ear, which hears a line on which nobody speaks.")
    private boolean deaf;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Draws what is said. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() {
        log.apply(Level.WARN);
        checkOptions();
        Lines lines = each.lines(spec);
        Machine machine = Machine.here();
        lines.say("On " + machine + ". " + HOW);
        List<VoiceLevel> levels = new ArrayList<>();
        try (VoiceLoad load = new VoiceLoad(Home.ofThisProcess(), deaf, seed, step -> lines.say(step + " …"))) {
            Integer most = most(load, levels, lines);
            lines.tell("", "summary", summary(levels, most, load.lanes(), machine));
        }
        boolean spoke = levels.stream().allMatch(level -> level.spoke() && level.failed() == 0);
        return spoke ? Exit.DONE : Exit.FAILED;
    }

    /** @return null where it was not looked for */
    private @Nullable Integer most(VoiceLoad load, List<VoiceLevel> levels, Lines lines) {
        if (count != null) {
            level(load, count, levels, lines);
            return null;
        }
        int most = MostThatHold.of(
                FIRST, MOST, voices -> level(load, voices, levels, lines).holds());
        lines.say("");
        lines.say(
                most == 0
                        ? "Not even one voice can speak without late frames."
                        : String.format(
                                Locale.ROOT,
                                "%d voices can speak at once with no more than %.1f %% of the frames late.",
                                most,
                                100 * VoiceLevel.LATE_SHARE));
        return most;
    }

    private VoiceLevel level(VoiceLoad load, int voices, List<VoiceLevel> levels, Lines lines) {
        lines.say("");
        lines.say(voices + (voices == 1 ? " voice, " : " voices at once, ") + each.seconds() + " s:");
        VoiceLevel level = load.run(voices, each.warm(), each.measured());
        levels.add(level);
        show(level, lines);
        lines.tell("", "level", level.json());
        return level;
    }

    private void checkOptions() {
        if (count != null) {
            UsageFault.unlessWithin("--count", count, 1, MOST);
        }
        each.check();
    }

    private static void show(VoiceLevel level, Lines lines) {
        lines.say(String.format(
                Locale.ROOT,
                "  in time           %.3f %% of %d frames late; %d sentences, %d failed; the clock's own steps late in"
                        + " %.3f %%",
                100 * level.lateShare(),
                level.frames(),
                level.sentences(),
                level.failed(),
                100 * level.lateSteps()));
        lines.say("  first sound       " + millis(level.firstMillis()) + ", behind " + millis(level.silenceMillis())
                + " of silence");
        lines.say("  of kept prompts   " + millis(level.cachedMillis()));
        lines.say(String.format(
                Locale.ROOT,
                "  used              real-time factor %.4f; %.2f cores, %.4f s of processor time a second of speech with"
                        + " all else; steps wait %.1f ms for their turn",
                level.realTimeFactor(),
                level.core(),
                level.cpuPerSecond(),
                level.rendered().waitMillis()));
    }

    private static String millis(double[] values) {
        return values.length == 0
                ? "nothing measured"
                : String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, p95 %.1f ms (%d measured)",
                        Percentiles.of(values, 0.50),
                        Percentiles.of(values, 0.95),
                        values.length);
    }

    private Map<String, Object> summary(List<VoiceLevel> levels, @Nullable Integer most, int lanes, Machine machine) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("levels", levels.stream().map(VoiceLevel::json).toList());
        summary.put("most", most);
        summary.put("seconds", each.seconds());
        summary.put("deaf", deaf);
        summary.put("lanes", lanes);
        summary.put("seed", seed);
        summary.put("measured", HOW);
        summary.put("machine", machine.json());
        return summary;
    }
}
