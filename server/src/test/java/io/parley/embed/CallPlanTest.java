package io.parley.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.agent.CallInfo;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.AgentSpec;
import io.parley.config.ConfigException;
import io.parley.config.Prompt;
import io.parley.config.TaskSpec.Then;
import io.parley.testkit.Outside;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program says becomes what a file says, and is held to the same. */
@Timeout(20)
class CallPlanTest {
    private static final CallInfo CALL = new CallInfo("call-1", true, "coffee", "alice", null, "local", Instant.EPOCH);

    private static CallPlan plan() {
        return new CallPlan(CALL, false, "agent", AgentSpec::load);
    }

    private static FunctionAction place() {
        return Actions.call("orders.place", order -> Map.of("number", 1))
                .returns("number")
                .writes();
    }

    private static CallPlan shop() {
        return plan().greet("Hello, this is the automatic barista.")
                .slot("drink", Slots.choice("tea", "coffee"), "Which drink?")
                .task(
                        "order",
                        task -> task.example("can I have a {drink}")
                                .needs("drink")
                                .run("orders.place")
                                .tell("Number {number}."));
    }

    private static CallPlan bank() {
        return plan().greet("Hello.")
                .slot("account", Slots.digits(8))
                .slot("day", Slots.date())
                .task("identify", task -> task.needs("account").run("account.open"))
                .task(
                        "pay",
                        task -> task.example("pay on {day}")
                                .needs("day")
                                .after("identify")
                                .run("account.pay"))
                .allow(Actions.call("account.open", call -> Map.of("token", "t"))
                        .returns("token")
                        .readOnly())
                .allow(Actions.call("account.pay", call -> Map.of()).irreversible());
    }

    @Test
    void isTheAgentThatAFileWouldHaveMade() {
        AgentSpec agent = shop().allow(place()).complete().agent();
        assertThat(agent.id()).isEqualTo("agent");
        assertThat(agent.recording()).isFalse();
        assertThat(agent.disclosure()).isTrue();
        assertThat(agent.tasks().get("order").then()).isEqualTo(Then.GOODBYE);
        ActionSpec action = agent.actions().get("orders.place");
        assertThat(action.risk()).isEqualTo(Risk.WRITE);
        assertThat(action.deadline()).isEqualTo(ActionSpec.DEFAULT_DEADLINE);
        assertThat(action.retries()).isOne();
        assertThat(action.arguments()).containsExactly("drink");
    }

    @Test
    void anActionIsGivenWhatEarlierTasksHaveBrought() {
        AgentSpec agent = bank().complete().agent();
        assertThat(agent.actions().get("account.open").arguments()).containsExactly("account");
        assertThat(agent.actions().get("account.pay").arguments()).containsExactly("account", "day", "token");
        assertThat(agent.actions().get("account.pay").retries()).isZero();
        assertThat(agent.tasks().get("pay").then()).isEqualTo(Then.ANYTHING_ELSE);
    }

    @Test
    void javaTakesThePlaceOfAFoldersHttp() {
        Path folder = Outside.home().resolve("examples/coffee-shop");
        PlannedCall planned = plan().load(folder)
                .greet("Hi Alice, what can I get you?")
                .allow(Actions.call("orders.place", order -> Map.of("number", 1)))
                .complete();
        ActionSpec file = AgentSpec.load(folder).actions().get("orders.place");
        ActionSpec action = planned.agent().actions().get("orders.place");
        assertThat(planned.agent().id()).isEqualTo("coffee-shop");
        assertThat(planned.agent().greeting()).isEqualTo("Hi Alice, what can I get you?");
        assertThat(action.kind()).isInstanceOf(ActionSpec.Java.class);
        assertThat(action.arguments()).isEqualTo(file.arguments());
        assertThat(action.results()).isEqualTo(file.results());
        assertThat(action.deadline()).isEqualTo(Duration.ofSeconds(3));
        assertThat(action.waiting()).isEqualTo(file.waiting());
        assertThat(planned.functions()).containsOnlyKeys("orders.place");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(p -> {}, "greet: expected the sentence that callers hear first"),
                mistake(p -> p.greet("Hello."), "task: expected at least one task"),
                mistake(p -> p.greet("Hello {name}."), "greet: found '{name}'"),
                mistake(p -> p.slot("drink", Slots.choice()), "slot(\"drink\") values: expected at least one value"),
                mistake(p -> p.slot("a drink", Slots.yesNo()), "slot(\"a drink\"): found 'a drink', expected a name"),
                mistake(p -> p.slot("pin", Slots.digits(4)).slot("pin", Slots.digits(5)), "slot: found 'pin'"),
                mistake(
                        p -> shop(p).allow(place().deadline(Duration.ofHours(1))),
                        "allow(Actions.call(\"orders.place\")) deadline: found '1h'"),
                mistake(p -> shop(p), "task(\"order\") run: found 'orders.place', expected an action that is allowed"),
                mistake(
                        p -> shop(p).allow(Actions.call("orders.place", order -> Map.of())),
                        "allow(Actions.call(\"orders.place\")): expected readOnly(), writes() or irreversible()"),
                mistake(
                        p -> shop(p).allow(Actions.call("orders.place", order -> Map.of())
                                .writes()),
                        "task(\"order\") tell: found '{number}'"),
                mistake(
                        p -> shop(p).allow(place().refused("No {why}.")),
                        "allow(Actions.call(\"orders.place\")) refused: found '{why}'"),
                mistake(
                        p -> shop(p).allow(Actions.http("orders.place")
                                .post("htp://x", Map.of())
                                .writes()),
                        "allow(Actions.http(\"orders.place\")) url: found 'htp://x'"),
                mistake(
                        p -> shop(p).allow(Actions.http("orders.place")
                                .get("http://x/{milk}")
                                .returns("number", "$.n")
                                .writes()),
                        "allow(\"orders.place\") http.url: found '{milk}'"),
                mistake(
                        p -> shop(p).allow(place()).allow(Actions.transfer("nowhere")),
                        "allow(Actions.transfer(\"person\")): found 'nowhere', expected a SIP address"),
                mistake(
                        p -> shop(p).allow(place()).say(Prompt.CONFIRM, "Right?"),
                        "say(Prompt.CONFIRM): found 'Right?'"),
                mistake(p -> shop(p).allow(place()).name("My Agent"), "name: found 'My Agent'"),
                mistake(
                        p -> shop(p).allow(place()).record(Consent.ANNOUNCED),
                        "record(Consent.ANNOUNCED): found 'Hello, this is the automatic barista.', expected a greeting"));
    }

    private static CallPlan shop(CallPlan plan) {
        return plan.greet("Hello, this is the automatic barista.")
                .slot("drink", Slots.choice("tea", "coffee"))
                .task("order", task -> task.needs("drink").run("orders.place").tell("Number {number}."));
    }

    private static Arguments mistake(Consumer<CallPlan> by, String told) {
        return Arguments.of(told, by);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeNamesTheMethodAndTheValue(String told, Consumer<CallPlan> by) {
        CallPlan plan = plan();
        assertThatThrownBy(() -> {
                    by.accept(plan);
                    plan.complete();
                })
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("VoiceAgent: " + told);
    }

    @Test
    void everyMistakeOfACompletePlanIsTold() {
        assertThatThrownBy(() -> shop().allow(Actions.transfer("a", "x"))
                        .allow(Actions.transfer("b", "y"))
                        .complete())
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        mistakes -> assertThat(mistakes.problems()).hasSize(2));
    }

    @Test
    void recordsWhereTheGreetingSaysSo() {
        assertThat(shop().allow(place())
                        .greet("Hello, this call is recorded. I am an automatic barista.")
                        .record(Consent.ANNOUNCED)
                        .complete()
                        .agent()
                        .recording())
                .isTrue();
    }
}
