package io.parley.server.cli;

import io.parley.server.Logging;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** The option about logging that every command has. */
class LogForm {
    @Option(
            names = "--log",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Form of the log lines on standard error: ${DEFAULT-VALUE} for people, json for machines.")
    private Logging.Form form = Logging.Form.TEXT;

    /** Sets logging up; the first thing every command does. */
    void apply(Level usual) {
        Logging.set(form, usual);
    }
}
