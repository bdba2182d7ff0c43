package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.server.Json;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./parley simulate} as its user runs it. */
@Timeout(300)
class SimulateIT {
    private static final String EXAMPLES = Outside.home().resolve("examples").toString();

    @TempDir
    private Path folder;

    private static JsonNode summary(Commands simulate) {
        List<String> lines = simulate.out().lines().toList();
        return Json.read(lines.get(lines.size() - 1));
    }

    @Test
    void everyCallOfTheExamplesGoesAsItsScriptExpects() {
        Commands simulate = Commands.run("simulate", EXAMPLES);

        assertThat(simulate.out()).contains("coffee-shop/latte").contains("digits/silence");
        assertThat(simulate.exit()).as(simulate.out()).isEqualTo(Exit.DONE);
    }

    @Test
    void overTheWireTheSameCallsGoTheSameWay() {
        Commands simulate =
                Commands.run("simulate", EXAMPLES, "--rtp", "--only", "kitchen-slow,list-full,mocha", "--json");

        assertThat(simulate.exit()).as(simulate.out()).isEqualTo(Exit.DONE);
        assertThat(summary(simulate).path("calls")).hasSize(3);
        assertThat(summary(simulate).path("task_success").asDouble()).isEqualTo(1);
        // Real packets were counted.
        assertThat(summary(simulate).path("calls").path(0).path("mos").asDouble())
                .isGreaterThan(4);
    }

    @Test
    void theSameSeedGivesTheSameBytesInAnotherProcessWithAnotherNumberOfThreads() throws InterruptedException {
        String[] threads = {"1", "2"};
        String[] screens = new String[2];
        for (int i = 0; i < 2; i++) {
            Path own = folder.resolve(threads[i]);
            own.toFile().mkdir();
            try (Launched simulate = new Launched(
                    own,
                    Map.of(),
                    "simulate",
                    EXAMPLES,
                    "--only",
                    "canteen,hesitation,list-slow",
                    "--today",
                    "2026-03-03",
                    "--json",
                    "--parallel",
                    threads[i])) {
                assertThat(simulate.exit(Duration.ofSeconds(120)))
                        .as(simulate::screen)
                        .isZero();
                screens[i] = simulate.screen();
            }
        }

        assertThat(screens[1]).isEqualTo(screens[0]).contains("\"seed\":1,\"today\":\"2026-03-03\"");
    }

    @Test
    void liveActionsReachTheRealBusinessWhateverTheScriptAnswers() {
        Commands simulate = Commands.run("simulate", EXAMPLES, "--live", "--only", "kitchen-down");

        assertThat(simulate.out())
                .contains("found orders.place {size=large, drink=cappuccino}")
                .contains("agent    Your order number is 1 0 1. Goodbye.");
        assertThat(simulate.exit()).isEqualTo(Exit.FAILED);
    }

    @Test
    void anotherSeedIsAnotherCaller() {
        String[] lengths = new String[2];
        for (int seed = 1; seed <= 2; seed++) {
            Commands simulate =
                    Commands.run("simulate", EXAMPLES, "--only", "list-full", "--json", "--seed", String.valueOf(seed));
            lengths[seed - 1] = simulate.out()
                    .lines()
                    .filter(line -> line.contains("caller-speaks"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(lengths[0]).isNotEqualTo(lengths[1]);
    }

    @Test
    void aCallThatGoesWrongIsToldWithWhatWasExpectedAndFoundAndItsConversationShown() throws IOException {
        Path agent = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(agent.resolve("agent.yaml"), """
                parley: 1
                greeting: This is a machine. What would you like?
                slots: { drink: { type: choice, values: [tea, coffee] } }
                tasks:
                  order: { examples: ["a {drink} please"], slots: { drink: required }, confirm: never, action: orders.place, tell: "It is number {number}." }
                """);
        Files.writeString(agent.resolve("actions.yaml"), """
                parley: 1
                actions:
                  orders.place:
                    http: { method: POST, url: "${env:NOBODY_SETS_THIS}/orders", headers: { X-Key: "${env:NOR_THIS}" }, json: { drink: "{drink}" } }
                    result: { number: $.number }
                    risk: write
                """);
        Path calls = Files.createDirectories(agent.resolve("calls"));
        Files.writeString(calls.resolve("coffee.yaml"), """
                parley: 1
                answers: { orders.place: [{ json: { number: 7 } }] }
                steps: [{ hear: { act: GREET } }, { say: a tea please }]
                expect: { action: orders.place, args: { drink: coffee }, says: ["It is number 7"] }
                """);
        Files.writeString(calls.resolve("unanswered.yaml"), """
                parley: 1
                steps: [{ hear: { act: GREET } }, { say: a tea please }, { hear: { act: TELL } }]
                """);

        Commands simulate = Commands.run("simulate", agent.toString());

        assertThat(simulate.exit()).isEqualTo(Exit.FAILED);
        assertThat(simulate.out())
                .containsPattern("WRONG shop/coffee")
                .contains("action: expected orders.place {drink=coffee}, found orders.place {drink=tea}")
                .contains("caller   says \"a tea please\"")
                .contains("agent    It is number 7.")
                .contains("line 2: the call was over (agent-ended) before TELL")
                .contains(
                        "orders.place was asked, and neither its example in actions.yaml nor the script's answers say")
                .contains("0 of 2 calls as expected");
    }
}
