package io.parley.server.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How long a bench measures each number of calls or voices, and how it tells what it found. */
final class LevelOptions {
    private static final int MOST_SECONDS = 600;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long each number is measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm",
            paramLabel = "SECONDS",
            defaultValue = "8",
            description = "How long it runs before it is measured. Default: ${DEFAULT-VALUE}.")
    private int warm;

    @Option(names = "--json", description = "One JSON object a line, a summary as the last.")
    private boolean json;

    /** @throws UsageFault for what is out of bounds */
    void check() {
        UsageFault.unlessWithin("--seconds", seconds, 1, MOST_SECONDS);
        UsageFault.unlessWithin("--warm", warm, 0, MOST_SECONDS);
    }

    int seconds() {
        return seconds;
    }

    Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    Duration warm() {
        return Duration.ofSeconds(warm);
    }

    Lines lines(@Nullable CommandSpec spec) {
        return new Lines(Output.of(spec), json);
    }
}
