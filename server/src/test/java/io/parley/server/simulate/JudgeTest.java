package io.parley.server.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.agent.CallRecord;
import io.parley.agent.CallRecord.ActionRun;
import io.parley.agent.Termination;
import io.parley.config.AgentSpecs;
import io.parley.config.CallScripts;
import io.parley.server.phone.PhoneReport;
import io.parley.server.trial.TrialCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class JudgeTest {
    private static final ActionRun TEA = new ActionRun("orders.place", Map.of("drink", "tea", "note", "x"), "ok", 50);
    private static final ActionRun COFFEE = new ActionRun("orders.place", Map.of("drink", "coffee"), "failed", 50);

    @TempDir
    private Path folder;

    private final List<ActionRun> actions = new ArrayList<>();
    private final List<TrialCall.Event> events = new ArrayList<>();
    private int turns = 3;

    private Scene scene(String expect) throws IOException {
        Path agent = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(agent.resolve("agent.yaml"), """
                parley: 1
                greeting: Hi.
                slots: { drink: { type: choice, values: [tea, coffee] }, note: { type: choice, values: [x] } }
                tasks: { order: { action: orders.place, slots: { drink: required, note: optional } } }
                """);
        Files.writeString(agent.resolve("actions.yaml"), """
                parley: 1
                actions:
                  orders.place: { risk: write, http: { method: POST, url: "http://localhost/", json: { drink: "{drink}" } } }
                  orders.show: { risk: read, http: { method: GET, url: "http://localhost/" } }
                """);
        Path script = Files.createDirectories(agent.resolve("calls")).resolve("x.yaml");
        Files.writeString(script, "parley: 1\nsteps: [hang-up]\nexpect: " + expect + "\n");
        return new Scene(
                AgentSpecs.load(List.of(agent)).get(0),
                CallScripts.load(AgentSpecs.load(List.of(agent)).get(0)).get(0));
    }

    private List<String> differences(String expect) throws IOException {
        return differences(expect, null);
    }

    private List<String> differences(String expect, @Nullable String failure) throws IOException {
        Scene scene = scene(expect);
        CallInfo info = new CallInfo("id", true, "shop", "x", null, "simulated", Instant.EPOCH);
        CallRecord.Turn turn = new CallRecord.Turn(0, "", List.of("ASK"), Map.of(), "Hi.", "Hi", -1);
        CallRecord record = new CallRecord(
                info, "shop", Termination.agentEnded(), 9, Collections.nCopies(turns, turn), List.copyOf(actions));
        PhoneReport report = new PhoneReport(Termination.agentEnded(), 9, List.of(), null, new short[0], new short[0]);
        TrialCall call = new TrialCall("shop/x", report, record, List.copyOf(events));
        return Judge.differences(new Played(scene, call, failure, 1)).stream()
                .map(Difference::toString)
                .toList();
    }

    private void happens(String event, Map<String, Object> data) {
        events.add(new TrialCall.Event(new CallEvent("id", 0, event, data), 0));
    }

    @Test
    void whatIsNotExpectedIsNotChecked() throws IOException {
        actions.add(COFFEE);
        assertThat(differences("{}")).isEmpty();
    }

    @Test
    void anActionIsHeldAgainstItsNameAndExactlyTheArgumentsItSends() throws IOException {
        actions.add(TEA);
        assertThat(differences("{ action: orders.place, args: { drink: tea } }"))
                .isEmpty();
        assertThat(differences("{ args: { drink: tea } }")).isEmpty();
        assertThat(differences("{ action: orders.place }")).isEmpty();
        assertThat(differences("{ action: orders.place, args: {} }"))
                .containsExactly("action: expected orders.place {}, found orders.place {drink=tea}");
        assertThat(differences("{ action: orders.place, args: { drink: coffee } }"))
                .containsExactly("action: expected orders.place {drink=coffee}, found orders.place {drink=tea}");
        assertThat(differences("{ action: orders.show }"))
                .containsExactly("action: expected orders.show, found orders.place {drink=tea}");
    }

    @Test
    void anActionThatFailedIsNoneUnlessThatIsExpected() throws IOException {
        actions.add(COFFEE);
        assertThat(differences("{ action: orders.place }"))
                .containsExactly("action: expected orders.place, found orders.place {drink=coffee} failed");
        assertThat(differences("{ action: orders.place, outcome: failed }")).isEmpty();
    }

    @Test
    void anActionThatRanTwiceIsNotTheOneThatWasExpected() throws IOException {
        actions.add(TEA);
        actions.add(TEA);
        assertThat(differences("{ action: orders.place, args: { drink: tea } }"))
                .containsExactly("action: expected orders.place {drink=tea}, found orders.place {drink=tea};"
                        + " orders.place {drink=tea}");
    }

    @Test
    void allActionsAreHeldAgainstTheListInItsOrder() throws IOException {
        actions.add(COFFEE);
        actions.add(TEA);
        assertThat(differences("{ actions: [{ action: orders.place, outcome: failed }, { action: orders.place,"
                        + " args: { drink: tea } }] }"))
                .isEmpty();
        assertThat(differences("{ actions: [{ action: orders.place, args: { drink: tea } }] }"))
                .containsExactly("actions: expected orders.place {drink=tea}, found orders.place {drink=coffee}"
                        + " failed; orders.place {drink=tea}");
        assertThat(differences("{ actions: [] }")).hasSize(1);
        actions.clear();
        assertThat(differences("{ actions: [] }")).isEmpty();
        assertThat(differences("{ actions: [{ action: orders.show }] }"))
                .containsExactly("actions: expected orders.show, found none");
    }

    @Test
    void howTheCallEndsAndHowManyTurnsItTookIsHeldAgainstTheScript() throws IOException {
        assertThat(differences("{ termination: agent-ended, turns: 3 }")).isEmpty();
        assertThat(differences("{ termination: gave-up, turns: 2 }"))
                .containsExactly(
                        "termination: expected gave-up, found agent-ended", "turns: expected at most 2, found 3");
    }

    @Test
    void whatMustBeSaidIsWhatTheCallerHeard() throws IOException {
        happens("speak", Map.of("text", "Your order number is 1 0 1. Goodbye."));
        happens("spoken", Map.of("heard", "Your order", "cut", true));
        assertThat(differences("{ says: [your ORDER] }")).isEmpty();
        assertThat(differences("{ says: [Goodbye] }"))
                .containsExactly("says: expected \"Goodbye\", found \"Your order\"");
        assertThat(differences("{ says: [our order] }")).hasSize(1);
    }

    @Test
    void whatMustNotBeIsToldWhereItWas() throws IOException {
        actions.add(TEA);
        happens("speak", Map.of("text", "I am sorry."));
        assertThat(differences("{ not: { action: orders.place, says: [sorry] } }"))
                .containsExactly(
                        "not.action: expected no orders.place, found orders.place {drink=tea}",
                        "not.says: expected nothing with \"sorry\", found \"I am sorry.\"");
        assertThat(differences("{ not: { action: orders.show, says: [goodbye] } }"))
                .isEmpty();
    }

    @Test
    void aCallerWhoCouldNotGoThroughItsStepsIsADifferenceWhateverIsExpected() throws IOException {
        assertThat(differences("{}", "line 3: waited 30 s for ASK size"))
                .containsExactly("steps: expected all of them, found line 3: waited 30 s for ASK size");
    }
}
