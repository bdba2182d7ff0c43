package io.parley.server.cli;

import io.parley.server.Logging;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** The options about logging that every command has. */
final class LogOptions {
    @Option(
            names = "--log",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Form of the log lines on standard error: ${DEFAULT-VALUE} for people, json for machines.")
    private Logging.Form form = Logging.Form.TEXT;

    @Option(names = "--verbose", description = "Logs at level debug. Shows personal data: what callers say and dial.")
    private boolean verbose;

    /** Sets logging up; the first thing every command does. */
    void apply(Level usual) {
        Logging.set(form, verbose ? Level.DEBUG : usual);
    }
}
