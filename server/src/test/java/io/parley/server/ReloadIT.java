package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.agent.CallRecord;
import io.parley.agent.Termination;
import io.parley.config.ConfigException;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.Move;
import io.parley.server.trial.Trial;
import io.parley.server.trial.TrialCall;
import io.parley.testkit.Eventually;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents' files that change while the server runs. */
@Timeout(180)
class ReloadIT {
    private static final Home HOME = Home.ofThisProcess();
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path agents;

    private final AtomicInteger callers = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Trial trial;

    @BeforeEach
    void open() throws IOException {
        save("desk", "one", "Good morning.");
        save("shop", "two", "This is the shop.");
        trial = new Trial(HOME, List.of(agents), 4, step -> {});
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void theNextCallHearsWhatWasSaved() throws IOException {
        trial.parley().watchFiles(told::add);
        assertThat(said(call("one"))).contains("Good morning");

        Future<TrialCall> before = calls("one", new Move.Dial("5"));
        Eventually.isTrue("it is up", SOON, () -> trial.parley().liveCalls() == 1);
        save("desk", "one", "Good evening.");
        Eventually.isTrue("it was read", SOON, () -> !told.isEmpty());

        assertThat(told).containsExactly("desk: from the next call on as it was saved.");
        assertThat(said(call("one"))).contains("Good evening");
        assertThat(said(Served.over(before))).contains("Thanks. Good morning");
    }

    @Test
    void filesThatAreWrongChangeNothing() throws IOException {
        trial.parley().watchFiles(told::add);
        Path file = save("desk", "one", "Good evening.\ntask: {");
        Eventually.isTrue("it was read", SOON, () -> !told.isEmpty());

        assertThat(told.get(0)).contains("stay as they were", file.toString() + ":");
        assertThat(said(call("one"))).contains("Good morning");

        save("desk", "one", "Good night.");
        Eventually.isTrue("it was read again", SOON, () -> told.size() == 3);
        assertThat(told.subList(1, 3))
                .containsExactly(
                        "The agents are as their files say again.", "desk: from the next call on as it was saved.");
        assertThat(said(call("one"))).contains("Good night");
    }

    @Test
    void agentsComeAndGo() throws IOException {
        assertThat(rings("three")).isEqualTo(Termination.rejected(404));
        save("bar", "three", "This is the bar.");
        Path shop = agents.resolve("shop");
        Files.delete(shop.resolve("agent.yaml"));
        Files.delete(shop);

        assertThat(trial.parley().reload()).isEqualTo(new Roster.Change(List.of("bar"), List.of("shop")));
        assertThat(said(call("three"))).contains("This is the bar");
        assertThat(rings("two")).isEqualTo(Termination.rejected(404));
        assertThat(said(call("one"))).contains("Good morning");
    }

    /** Which would otherwise be compiled again, and heard by callers as a hiccup. */
    @Test
    void whatSaysWhatItSaidIsLeftAlone() throws IOException {
        save("desk", "one", "Good morning.");
        assertThat(trial.parley().reload().isNone()).isTrue();
    }

    @Test
    void theLastAgentCannotGo() throws IOException {
        for (String agent : List.of("desk", "shop")) {
            Files.delete(agents.resolve(agent).resolve("agent.yaml"));
        }
        assertThatThrownBy(() -> trial.parley().reload()).isInstanceOf(ConfigException.class);
        assertThat(said(call("one"))).contains("Good morning");
    }

    private Path save(String agent, String number, String greeting) throws IOException {
        Path folder = Files.createDirectories(agents.resolve(agent));
        return Files.writeString(folder.resolve("agent.yaml"), """
                parley: 1
                numbers: [%1$s]
                greeting: %2$s
                slots: { digit: { type: digits, length: 1, ask: Which digit? } }
                tasks: { digit: { examples: ["{digit}"], slots: { digit: required }, tell: Thanks. %2$s } }
                """.formatted(number, greeting));
    }

    private TrialCall call(String number) {
        return Served.over(calls(number));
    }

    private Termination rings(String number) {
        return Waiting.on(trial.ring(number, "nobody-" + number, new CallerScript(List.of())), SOON, "a refusal")
                .termination();
    }

    private Future<TrialCall> calls(String number, Move... moves) {
        return trial.recorded(
                number,
                "caller-" + callers.incrementAndGet(),
                new CallerScript(List.of(moves), moves.length == 0 ? Duration.ofSeconds(4) : null));
    }

    private static String said(TrialCall call) {
        return String.join(
                " ",
                call.record().turns().stream().map(CallRecord.Turn::replyHeard).toList());
    }
}
