package io.parley.server.cli;

import io.parley.actions.StoreException;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import io.parley.media.AudioFileException;
import io.parley.models.ModelException;
import io.parley.server.ServerFault;
import io.parley.sip.SipFault;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Turns what goes wrong into lines that a person can act on, and into the exit code. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    private static final List<Class<? extends RuntimeException>> SETUP = List.of(
            UsageFault.class,
            ServerFault.class,
            SipFault.class,
            StoreException.class,
            ModelException.class,
            AudioFileException.class);

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        int code = print(fault, err);
        err.flush();
        return code;
    }

    private static int print(Exception fault, PrintWriter err) {
        if (fault instanceof ConfigException wrong) {
            wrong.problems().stream().map(ConfigProblem::toString).forEach(err::println);
            return Exit.USAGE;
        }
        LoggerFactory.getLogger(Failures.class).debug("the command failed", fault);
        if (SETUP.stream().anyMatch(kind -> kind.isInstance(fault))) {
            err.println("parley: " + fault.getMessage());
            return Exit.USAGE;
        }
        err.println("parley: " + fault + " (--verbose shows where)");
        return Exit.FAILED;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("parley: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return Exit.USAGE;
    }
}
