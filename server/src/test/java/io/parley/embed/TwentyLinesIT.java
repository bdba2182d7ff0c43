package io.parley.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.server.Waiting;
import io.parley.server.cli.Launched;
import io.parley.server.phone.PhoneBooth;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.PhoneReport;
import io.parley.testkit.FreePort;
import io.parley.testkit.Outside;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/embedding.md, compiled and run as its reader would, phoned by a telephone. */
@Timeout(180)
class TwentyLinesIT {
    private static final Path SOURCE = Outside.home().resolve("examples/embedded/TwentyLines.java");
    private static final String BEGIN = "    public static void main(String[] args) {";

    @TempDir
    private Path folder;

    @Test
    void areTwentyLinesAtMost() throws IOException {
        List<String> lines = Files.readAllLines(SOURCE);
        int begin = lines.indexOf(BEGIN);
        assertThat(lines.subList(begin, lines.size()).indexOf("    }") - 1).isBetween(1, 20);
    }

    /** SIGTERM comes when the caller has spoken: the order is still taken, told, and the call ended by the agent. */
    @Test
    void theKitchenGetsWhatTheCallerSaidAndTheCallIsFinishedWhenTheProgramIsStopped() throws Exception {
        int port = FreePort.next();
        Path config = Phones.config(folder, port);
        try (Launched program = Launched.program(folder, SOURCE, config.toString())) {
            program.prints("taking calls", Duration.ofSeconds(120));
            orderAndStop(program, port);
        }
    }

    /** The telephone takes its ports last: a free one is anybody's until it is bound. */
    private static void orderAndStop(Launched program, int port) throws InterruptedException {
        try (PhoneBooth booth = PhoneBooth.open("127.0.0.1")) {
            PhoneObserver stopper = new PhoneObserver() {
                @Override
                public void callerSilent(long atMillis) {
                    program.terminate();
                }
            };
            Future<PhoneReport> call = Phones.order(booth, port, "coffee", "alice", stopper);
            assertThat(Waiting.on(call, Duration.ofMinutes(2), "the call").termination())
                    .as(program::screen)
                    .isEqualTo(Termination.agentEnded());
            assertThat(program.exit(Duration.ofSeconds(30))).as(program::screen).isEqualTo(143);
            assertThat(program.screen()).containsOnlyOnce("the kitchen makes a large latte\n");
        }
    }
}
