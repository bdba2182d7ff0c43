package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(10)
class MainTest {
    @ParameterizedTest
    @CsvSource({
        "'', serve",
        "--sip-port 5070, serve --sip-port 5070",
        "serve --sip-port 5070, serve --sip-port 5070",
        "demo --json, demo --json",
        "--help, --help",
        "-V, --version"
    })
    void noCommandMeansServe(String given, String meant) {
        String[] args = given.isEmpty() ? new String[0] : given.split(" ");
        assertThat(String.join(" ", Main.withCommand(args)).replace("-V", "--version"))
                .isEqualTo(meant);
    }

    /** Else a line of JSON would not be the whole of a line. */
    @Test
    void whatALibraryPrintsIsNoPartOfTheAnswer() {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            CommandLine line = Main.withOutputToItself();
            System.out.println("readResidual elsecase");
            line.execute("--version");
        } finally {
            System.setOut(before);
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Parley ").doesNotContain("readResidual");
    }

    @Test
    void helpTellsEveryCommandAndTheExitCodes() {
        Commands help = Commands.run("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("serve", "demo", "call", "bench", "check", "say", "Exit codes:");
    }
}
