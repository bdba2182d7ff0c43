package io.parley.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command as a user would run it, in this process.
 *
 * @param exit what the process would exit with
 */
record Commands(int exit, String out, String err) {
    static Commands run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = line.execute(Main.withCommand(args));
        return new Commands(exit, out.toString(), err.toString());
    }
}
