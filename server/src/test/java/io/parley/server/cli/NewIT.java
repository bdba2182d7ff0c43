package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./parley new}: what it writes works as it is. */
@Timeout(240)
class NewIT {
    @TempDir
    private Path home;

    @Test
    void whoAnswersNothingHasAnAgentThatPassesItsTests() {
        Path agent = home.resolve("grand-hotel");
        Commands made = Commands.run("new", agent.toString(), "--yes");

        assertThat(made.exit()).as(made.out()).isEqualTo(Exit.DONE);
        assertThat(made.out()).contains("wrote " + agent.resolve("agent.yaml"), "./parley simulate " + agent);
        Commands simulated = Commands.run("simulate", agent.toString());
        assertThat(simulated.out()).contains("2 of 2 calls as expected");
    }

    @Test
    void whatIsTypedIsWhatItSays() throws IOException {
        Path agent = home.resolve("bar");
        Commands made = Commands.typing("""
                This is the "Blue Bar", an automatic one: hello.
                4711
                where are you
                In Main Street, near the station.
                do you have tables outside
                Yes: # of them.

                yes
                http://127.0.0.1:1/callbacks
                sip:ann@127.0.0.1
                """, "new", agent.toString());

        assertThat(made.exit()).as(made.out()).isEqualTo(Exit.DONE);
        assertThat(Files.readString(agent.resolve("agent.yaml")))
                .contains("numbers: [\"4711\"]", "Yes: # of them.", "sip:ann@127.0.0.1");
        Commands simulated = Commands.run("simulate", agent.toString());
        assertThat(simulated.out()).contains("4 of 4 calls as expected", "callbacks.add {phone=5550123}");
    }

    @Test
    void whatCannotBeSaidIsToldAndLeftToBeMended() {
        Path agent = home.resolve("bar");
        Commands made = Commands.typing("Hello {you}.\n", "new", agent.toString());

        assertThat(made.exit()).isEqualTo(Exit.FAILED);
        assertThat(made.out()).contains("agent.yaml:", "'{you}'", "mend what is said above");
    }

    @Test
    void whatIsThereIsNotTouched() throws IOException {
        Path agent = Files.createDirectories(home.resolve("bar"));
        Path file = Files.writeString(agent.resolve("agent.yaml"), "mine");
        Commands made = Commands.run("new", agent.toString(), "--yes");

        assertThat(made.exit()).isEqualTo(Exit.USAGE);
        assertThat(made.err()).contains(agent + ": is there already");
        assertThat(Files.readString(file)).isEqualTo("mine");
    }
}
