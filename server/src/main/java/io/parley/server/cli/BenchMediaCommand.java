package io.parley.server.cli;

import io.parley.media.Codec;
import io.parley.server.bench.Machine;
import io.parley.server.bench.MediaLevel;
import io.parley.server.bench.MediaLoad;
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

/** {@code ./parley bench media}. */
@Command(
        name = "media",
        description =
                "Carry the audio of so many calls at once, without agents, and measure how well they keep time and"
                        + " what they cost; beside it rtpengine, where it is installed, as a relay of the same streams.")
final class BenchMediaCommand implements Callable<Integer> {
    private static final String HOW =
            "Every call is echoed: socket, jitter buffer, decoding, the call's context, encoding, socket.";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private LevelOptions each = new LevelOptions();

    @Mixin
    private ImpairOptions impair = new ImpairOptions();

    @Option(
            names = "--calls",
            split = ",",
            paramLabel = "N",
            defaultValue = "50,100,200,400",
            description = "Calls at once; several numbers are measured one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Integer> calls = List.of();

    @Option(
            names = "--codec",
            paramLabel = "pcmu|pcma|g722",
            defaultValue = "pcmu",
            description = "What the calls speak. Default: ${DEFAULT-VALUE}.")
    private Codec codec = Codec.PCMU;

    @Override
    public Integer call() throws InterruptedException {
        log.apply(Level.WARN);
        checkOptions();
        Lines lines = each.lines(spec);
        Machine machine = Machine.here();
        List<MediaLevel> levels = new ArrayList<>();
        try (MediaLoad load = new MediaLoad(codec, impair.impairments(), each.warm(), each.measured())) {
            lines.say("On " + machine + ". " + HOW + " " + load.setting());
            for (int count : calls) {
                lines.say("");
                lines.say(count + " calls with " + codec + ", " + each.seconds() + " s:");
                MediaLevel level = level(load, count);
                levels.add(level);
                show(level, lines);
            }
            lines.tell("", "summary", summary(levels, load.setting(), machine));
        }
        return levels.stream().allMatch(level -> level.parley().watched().received() > 0) ? Exit.DONE : Exit.FAILED;
    }

    private static MediaLevel level(MediaLoad load, int calls) throws InterruptedException {
        MediaLevel.Parley parley = load.parley(calls);
        MediaLevel.Relay relay = load.relay(calls);
        return new MediaLevel(calls, parley, relay, load.machineLate(calls, parley.core()));
    }

    private void checkOptions() {
        calls.forEach(count -> UsageFault.unlessWithin("--calls", count, 1, MediaLoad.MOST_CALLS));
        each.check();
        if (codec == Codec.OPUS) {
            throw new UsageFault("--codec: found 'opus', expected pcmu, pcma or g722: its cost is that of coding, which"
                    + " CodecBench tells");
        }
    }

    private static void show(MediaLevel level, Lines lines) {
        MediaLevel.Parley parley = level.parley();
        lines.say(String.format(
                Locale.ROOT,
                "  frames within %.0f ms       %.3f %% of %d; late p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms; %d left out",
                MediaLevel.IN_TIME_MILLIS,
                100 * parley.inTime(),
                parley.steps().all(),
                parley.steps().percentile(0.5),
                parley.steps().percentile(0.99),
                parley.steps().percentile(0.999),
                parley.skipped()));
        lines.say(String.format(
                Locale.ROOT,
                "  the machine itself       %.3f %% of the milliseconds of a thread that only keeps time, as busy",
                100 * (1 - level.machineLate())));
        lines.say(String.format(
                Locale.ROOT,
                "  at the far ends          gaps p50 %.1f ms, p99.9 %.1f ms, most %.1f ms; %d packets lost, %d frames made up",
                parley.watched().gap50Millis(),
                parley.watched().gap999Millis(),
                parley.watched().longestGapMillis(),
                parley.lost(),
                parley.concealed()));
        lines.say(String.format(
                Locale.ROOT,
                "  processor                %.1f %% of a core, %.3f %% a call; %d MB; far ends late in %.3f %%",
                100 * parley.core(),
                100 * level.corePerCall(),
                parley.rssBytes() / 1_000_000,
                100 * level.farLateShare()));
        lines.say(reference(level));
    }

    private static String reference(MediaLevel level) {
        MediaLevel.Relay relay = level.relay();
        if (relay == null) {
            return "  rtpengine                not installed (Debian: apt install rtpengine-daemon)";
        }
        return String.format(
                Locale.ROOT,
                "  rtpengine, relaying      %.1f %% of a core, %d MB, gaps p99.9 %.1f ms, %d packets lost; Parley uses"
                        + " %.2f times its processor time, %.1f times its memory",
                100 * relay.core(),
                relay.rssBytes() / 1_000_000,
                relay.watched().gap999Millis(),
                relay.lost(),
                level.coreRatio(),
                level.memoryRatio());
    }

    private Map<String, Object> summary(List<MediaLevel> levels, String setting, Machine machine) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("levels", levels.stream().map(MediaLevel::json).toList());
        summary.put("codec", codec.encoding());
        summary.put("seconds", each.seconds());
        summary.put("measured", HOW + " " + setting);
        summary.put("machine", machine.json());
        return summary;
    }
}
