package io.parley.server.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;

/**
 * A command as a user would run it, in this process.
 *
 * @param exit what the process would exit with
 */
record Commands(int exit, String out, String err) {
    /** With this on standard input. */
    static Commands typing(String input, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(Charset.defaultCharset())));
        try {
            return run(args);
        } finally {
            System.setIn(before);
        }
    }

    static Commands run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = line.execute(Main.withCommand(args));
        return new Commands(exit, out.toString(), err.toString());
    }
}
