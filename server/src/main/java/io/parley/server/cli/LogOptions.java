package io.parley.server.cli;

import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** The options about logging of commands that log what happens. */
final class LogOptions extends LogForm {
    @Option(names = "--verbose", description = "Logs at level debug. Shows personal data: what callers say and dial.")
    private boolean verbose;

    @Override
    void apply(Level usual) {
        super.apply(verbose ? Level.DEBUG : usual);
    }
}
