package io.parley.server.cli;

import io.parley.agent.Termination;
import io.parley.media.AudioFiles;
import io.parley.media.Impairments;
import io.parley.server.Home;
import io.parley.server.Waiting;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.Move;
import io.parley.server.phone.PhoneBooth;
import io.parley.server.phone.PhoneCall;
import io.parley.server.phone.PhoneReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley call}: a telephone. */
@Command(
        name = "call",
        description =
                "Phone somebody by SIP: plays each file after 600 ms of the agent's silence, hangs up when the script"
                        + " is over and the agent has been silent for 5 s, or when the agent hangs up.")
final class CallCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(11);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private ImpairOptions impair = new ImpairOptions();

    @Parameters(paramLabel = "URI", description = "Whom to call, such as sip:coffee@192.0.2.4:5060;transport=tcp.")
    private String uri = "";

    @Option(
            names = "--play",
            split = ",",
            paramLabel = "FILE[@+SECONDSs]",
            description = "What the caller says: WAV or FLAC. a.wav@+1.5s starts 1.5 s into the agent's speech.")
    private List<String> play = List.of();

    @Option(names = "--dtmf", paramLabel = "KEYS", description = "Keys to dial when everything has been played.")
    private @Nullable String digits;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Records both sides, up to 15 minutes: stereo WAV, left the caller, right the agent.")
    private @Nullable Path record;

    @Option(names = "--from", paramLabel = "NAME", defaultValue = "parley-phone", description = "Who calls.")
    private String from = "parley-phone";

    @Option(names = "--json", description = "One JSON object a line, a summary as the last.")
    private boolean json;

    @Override
    public Integer call() {
        log.apply(Level.WARN);
        Home.ofThisProcess();
        List<Move> moves = Plays.moves(play, digits);
        Impairments impairments = impair.impairments();
        PhoneDisplay display = new PhoneDisplay(new Lines(Output.of(spec), json), "call");
        display.calling(uri);
        try (PhoneBooth booth = PhoneBooth.open(null, impairments)) {
            PhoneReport report = Waiting.on(
                    PhoneCall.place(booth.phone(), uri, from, new CallerScript(moves), display, record != null),
                    LONGEST,
                    "the call");
            if (record != null) {
                AudioFiles.writeStereo(record, report.sent(), report.received());
            }
            display.ended(report);
            display.summary(Summaries.call(report, Map.of()));
            return report.termination().result() == Termination.Result.OK ? Exit.DONE : Exit.FAILED;
        }
    }
}
