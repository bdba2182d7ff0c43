package io.parley.server.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Where {@code ./parley} comes in. */
public final class Main {
    private static final Set<String> OWN = Set.of("-h", "--help", "-V", "--version");

    private Main() {}

    public static void main(String[] args) {
        System.exit(withOutputToItself().execute(withCommand(args)));
    }

    /**
     * The command line of this process, whose standard output is for answers alone: what a library prints there, as jFLAC
     * does of an odd file, would stand between lines of JSON, and goes where the log goes.
     */
    static CommandLine withOutputToItself() {
        PrintStream out = System.out;
        System.setOut(System.err);
        return commandLine().setOut(new PrintWriter(out, true));
    }

    /** No command means {@code serve}, also where options of it follow. */
    static String[] withCommand(String... args) {
        boolean none = args.length == 0 || args[0].startsWith("-") && !OWN.contains(args[0]);
        return none ? Stream.concat(Stream.of("serve"), Stream.of(args)).toArray(String[]::new) : args;
    }

    static CommandLine commandLine() {
        Failures failures = new Failures();
        return new CommandLine(new ParleyCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }
}
