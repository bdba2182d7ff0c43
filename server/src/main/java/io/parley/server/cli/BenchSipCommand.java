package io.parley.server.cli;

import io.parley.config.ParleyConfig;
import io.parley.server.Home;
import io.parley.server.bench.Machine;
import io.parley.server.bench.Percentiles;
import io.parley.server.bench.SipLoad;
import io.parley.server.bench.SipRun;
import java.time.Duration;
import java.util.LinkedHashMap;
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

/** {@code ./parley bench sip}. */
@Command(
        name = "sip",
        description = "Have SIPp call and hang up, so many times a second, without agents, and measure how fast and at"
                + " what cost calls are set up; beside it Kamailio, as a relay of the same calls.")
final class BenchSipCommand implements Callable<Integer> {
    private static final int MOST_PER_SECOND = 2_000;
    private static final int MOST_SECONDS = 3_600;
    private static final String HOW = "SIPp calls over UDP, is answered, and hangs up at once: INVITE, 180, 200, ACK,"
            + " BYE, 200; every call gets its RTP and RTCP port. SIPp reads a clock of coarse steps, often 4 ms.";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "300",
            description = "Calls a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long it is measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long calls are made before, at the same rate. Default: ${DEFAULT-VALUE}.")
    private int warm;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "45",
            description = "After how long what calls left behind is looked at. Default: ${DEFAULT-VALUE}.")
    private int settle;

    @Option(names = "--reference", description = "The same calls through Kamailio to a SIPp that answers them.")
    private boolean reference;

    @Option(names = "--json", description = "One JSON object a line, a summary as the last.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        log.apply(Level.WARN);
        checkOptions();
        Lines lines = new Lines(Output.of(spec), json);
        Machine machine = Machine.here();
        ParleyConfig defaults = ParleyConfig.defaults(Home.ofThisProcess().folder());
        try (SipLoad load = new SipLoad(
                defaults.media(),
                rate,
                Duration.ofSeconds(warm),
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(settle))) {
            lines.say("On " + machine + ". " + HOW + " " + load.setting());
            lines.say("");
            lines.say(rate + " calls a second, " + seconds + " s:");
            SipRun parley = load.parley();
            lines.say(row("Parley", parley));
            SipRun relay = reference ? load.reference() : null;
            if (relay != null) {
                lines.say(row("Kamailio, relaying", relay));
                lines.say(ratios(parley, relay));
            }
            lines.tell("", "summary", summary(parley, relay, load.setting(), machine));
            return parley.calls().failed() == 0 ? Exit.DONE : Exit.FAILED;
        }
    }

    private void checkOptions() {
        UsageFault.unlessWithin("--rate", rate, 1, MOST_PER_SECOND);
        UsageFault.unlessWithin("--seconds", seconds, 1, MOST_SECONDS);
        UsageFault.unlessWithin("--warm", warm, 0, MOST_SECONDS);
        UsageFault.unlessWithin("--settle", settle, 0, MOST_SECONDS);
        if (!SipLoad.canCall()) {
            throw new UsageFault("there is no SIPp, and without it nobody calls (Debian: apt install sip-tester)");
        }
        if (reference && !SipLoad.hasReference()) {
            throw new UsageFault("--reference: there is no Kamailio (Debian: apt install kamailio)");
        }
    }

    private static String row(String who, SipRun run) {
        return String.format(
                Locale.ROOT,
                "  %-20s %d calls, %d failed, %d retransmissions, %.0f a second; INVITE to 200 p50 %.1f ms, p95 %.1f ms,"
                        + " p99 %.1f ms%n  %-20s %.2f ms of processor time a call, SIPp %.2f ms; before %s, after %s",
                who,
                run.calls().calls(),
                run.calls().failed(),
                run.calls().retransmissions(),
                run.rate(),
                run.calls().setup(0.5),
                run.calls().setup(0.95),
                run.calls().setup(0.99),
                "",
                run.cpuMillis(),
                run.sippCpuMillis(),
                text(run.before()),
                text(run.after()));
    }

    private static String text(SipRun.State state) {
        String heap = state.heapBytes() < 0 ? "" : String.format(Locale.ROOT, " (heap %.1f)", state.heapBytes() / 1e6);
        return String.format(
                Locale.ROOT,
                "%.0f MB%s, %d %s",
                state.rssBytes() / 1e6,
                heap,
                state.threads(),
                state.heapBytes() < 0 ? "processes" : "threads");
    }

    private static String ratios(SipRun parley, SipRun relay) {
        return String.format(
                Locale.ROOT,
                "  Parley uses %.1f times Kamailio's processor time",
                parley.cpuMillis() / relay.cpuMillis());
    }

    private Map<String, Object> summary(SipRun parley, @Nullable SipRun relay, String setting, Machine machine) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("rate", rate);
        summary.put("seconds", seconds);
        summary.put("parley", parley.json());
        summary.put("relay", relay == null ? null : relay.json());
        summary.put("cpu_ratio", relay == null ? null : Percentiles.hundredth(parley.cpuMillis() / relay.cpuMillis()));
        summary.put("measured", HOW + " " + setting);
        summary.put("machine", machine.json());
        return summary;
    }
}
