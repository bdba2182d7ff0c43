package io.parley.server.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Standard output as picocli carries it, so that tests can read it. */
final class Output {
    private Output() {}

    /** @param spec the command's own, set by picocli before it runs */
    static PrintWriter of(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
