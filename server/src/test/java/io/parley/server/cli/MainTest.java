package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void helpTellsEveryCommandAndTheExitCodes() {
        Commands help = Commands.run("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("serve", "demo", "call", "bench", "check", "say", "Exit codes:");
    }
}
