package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.TaskSpec.Confirm;
import io.parley.config.TaskSpec.Presence;
import io.parley.config.TaskSpec.Then;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents that a program makes are held to what holds for files. */
@Timeout(20)
class InCodeTest {
    private static final Path CODE = Path.of("onCall");

    private static TaskSpec order(String action, String tell, List<String> examples) {
        return new TaskSpec(
                "order",
                examples,
                Map.of("drink", Presence.REQUIRED),
                Confirm.WHEN_UNSURE,
                action,
                tell,
                Then.GOODBYE,
                null,
                null,
                null,
                Map.of());
    }

    private static AgentSpec agent(Map<String, TaskSpec> tasks, List<String> arguments) {
        ActionSpec place = new ActionSpec(
                "orders.place",
                new ActionSpec.Java(arguments),
                Map.of("number", "$.number"),
                Map.of(),
                null,
                Risk.WRITE,
                Duration.ofSeconds(5),
                1,
                OnInterrupt.KEEP,
                null,
                null,
                null);
        return new AgentSpec(
                "cafe",
                CODE,
                List.of(),
                Locale.US,
                VoiceSpec.DEFAULT,
                "Hello.",
                true,
                Map.of("drink", new SlotSpec.Choice("drink", null, Map.of("tea", List.of()), List.of())),
                tasks,
                Map.of("orders.place", place),
                Map.of(),
                Map.of(),
                false,
                EngineKind.NATIVE,
                false,
                false,
                Map.of());
    }

    private static AgentSpec checked(Map<String, TaskSpec> tasks, String... arguments) {
        return InCode.agent(CODE, key -> "<" + key + ">", () -> agent(tasks, List.of(arguments)));
    }

    @Test
    void aRightOneIsTheRecordItself() {
        TaskSpec order = order("orders.place", "Number {number}.", List.of());
        AgentSpec agent = checked(Map.of("order", order), "drink");
        assertThat(agent.tasks()).containsExactly(Map.entry("order", order));
        assertThat(agent.actions().get("orders.place").arguments()).containsExactly("drink");
        assertThat(agent.actions().get("orders.place").requiredArguments()).isEmpty();
    }

    @Test
    void namesThatLeadNowhereAreToldByTheProgramsWords() {
        assertThatThrownBy(() -> checked(Map.of("order", order("orders.plac", null, List.of()))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("onCall: <tasks.order.action>: found 'orders.plac', expected an action that is allowed:"
                        + " orders.place");
        assertThatThrownBy(() -> checked(Map.of("order", order("orders.place", "Number {nubmer}.", List.of()))))
                .hasMessageContaining("<tasks.order.tell>: found '{nubmer}'");
        assertThatThrownBy(() ->
                        checked(Map.of("order", order("orders.place", "Number {number}.", List.of())), "drink", "milk"))
                .hasMessage(
                        "onCall: <actions.orders.place.java.arguments>: found 'milk', expected a slot of a task that"
                                + " runs it: drink");
    }

    @Test
    void needsTasksAndWaysIntoEachOfThem() {
        assertThatThrownBy(() -> checked(Map.of())).hasMessageContaining("<tasks>: expected at least one task");
        TaskSpec silent = order("orders.place", null, List.of());
        TaskSpec other = new TaskSpec(
                "hours",
                List.of("when do you open"),
                Map.of(),
                Confirm.NEVER,
                null,
                "At nine.",
                Then.GOODBYE,
                null,
                null,
                null,
                Map.of());
        assertThatThrownBy(() -> checked(Map.of("order", silent, "hours", other)))
                .hasMessage("onCall: <tasks.order.examples>: expected " + TaskLoader.EXAMPLES);
    }

    @Test
    void aPartIsToldUnderItsMethod() {
        assertThatThrownBy(() -> InCode.part(CODE, "slot(\"pin\")", () -> new SlotSpec.Digits("pin", null, 4, 99)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("onCall: slot(\"pin\") length: found '4-99', expected a number of digits");
    }

    @Test
    void aConfigurationWithoutAgentsHasNoneAndMayNotNameAny(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("parley.yaml"), "parley: 1\nsip: { listen: [\"udp:5070\"] }\n");
        assertThat(ParleyConfig.loadWithoutAgents(file).agents()).isEmpty();
        assertThat(ParleyConfig.loadWithoutAgents(file).sip().listen())
                .extracting(Listen::port)
                .containsExactly(5070);
        Files.writeString(file, "parley: 1\nagents: [here]\n");
        assertThatThrownBy(() -> ParleyConfig.loadWithoutAgents(file)).hasMessageContaining("parley.yaml:2: agents");
    }
}
