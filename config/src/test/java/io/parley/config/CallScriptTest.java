package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.CallExpect.Not;
import io.parley.config.CallExpect.Ran;
import io.parley.config.CallStep.Dtmf;
import io.parley.config.CallStep.HangUp;
import io.parley.config.CallStep.Hear;
import io.parley.config.CallStep.InterruptAt;
import io.parley.config.CallStep.Noise;
import io.parley.config.CallStep.Pause;
import io.parley.config.CallStep.Play;
import io.parley.config.CallStep.Say;
import io.parley.config.CallStep.Sign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CallScriptTest {
    @TempDir
    Path root;

    @Test
    void readsEveryStepInOrder() {
        Path file = root.resolve("calls/order.yaml");
        Cases.write(root.resolve("calls/audio/latte.wav"), "RIFF");
        Cases.write(file, """
                parley: 1
                steps:
                  - hear: { act: GREET }
                  - say: can I have a large latte
                  - hear: { act: CONFIRM, slot: size }
                  - interrupt-at: 1500ms
                  - play: audio/latte.wav
                  - pause: 2s
                  - dtmf: 12
                  - dtmf: "*0#A"
                  - noise: 15dB
                  - say: { text: no, rate: 1.2, pitch: 0.8 }
                  - noise: { level: 10dB, kind: babble }
                  - hear: [APOLOGISE, ASK]
                  - hear: { says: your order number }
                  - noise: off

                  - hang-up
                """);

        CallScript script = CallScript.load(file);

        assertThat(script.name()).isEqualTo("order");
        assertThat(script.file()).isEqualTo(file);
        assertThat(script.steps())
                .containsExactly(
                        new Hear(List.of(new Sign("GREET", null, null))),
                        new Say("can I have a large latte", null, null),
                        new Hear(List.of(new Sign("CONFIRM", "size", null))),
                        new InterruptAt(Duration.ofMillis(1500)),
                        new Play(root.resolve("calls/audio/latte.wav")),
                        new Pause(Duration.ofSeconds(2)),
                        new Dtmf("12"),
                        new Dtmf("*0#A"),
                        new Noise(15, Noise.Kind.PINK),
                        new Say("no", 1.2, 0.8),
                        new Noise(10, Noise.Kind.BABBLE),
                        new Hear(List.of(new Sign("APOLOGISE", null, null), new Sign("ASK", null, null))),
                        new Hear(List.of(new Sign(null, null, "your order number"))),
                        new Noise(null, Noise.Kind.PINK),
                        new HangUp());
        assertThat(script.lines()).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18);
    }

    @Test
    void readsWhatTheBusinessAnswersAndWhatMustHaveHappened() {
        Path file = root.resolve("x.yaml");
        Cases.write(file, """
                parley: 1
                today: 2026-03-03
                transfer: 486
                answers:
                  orders.place: [{ status: 503 }, { after: 5s, json: { number: 7 } }, { reset: true }, { body: rubbish }, {}]
                steps: [hang-up]
                expect:
                  actions:
                    - { action: orders.show, outcome: refused }
                    - { action: orders.place, args: { drink: latte, shots: 2 } }
                  termination: caller-hung-up
                  turns: 4
                  says: ["your order number"]
                  not: { action: orders.cancel, says: [sorry] }
                """);

        CallScript script = CallScript.load(file);

        assertThat(script.today()).isEqualTo("2026-03-03");
        assertThat(script.transfer()).isEqualTo(486);
        assertThat(script.answers())
                .isEqualTo(Map.of(
                        "orders.place",
                        List.of(
                                new CallAnswer(503, CallAnswer.SOON, null, null, false),
                                new CallAnswer(200, Duration.ofSeconds(5), Map.of("number", 7), null, false),
                                new CallAnswer(200, CallAnswer.SOON, null, null, true),
                                new CallAnswer(200, CallAnswer.SOON, null, "rubbish", false),
                                CallAnswer.EXAMPLE)));
        assertThat(script.expect())
                .isEqualTo(new CallExpect(
                        null,
                        List.of(
                                new Ran("orders.show", null, "refused"),
                                new Ran("orders.place", Map.of("drink", "latte", "shots", "2"), "ok")),
                        "caller-hung-up",
                        4,
                        List.of("your order number"),
                        new Not("orders.cancel", List.of("sorry"))));
    }

    @Test
    void anActionThatIsExpectedMustHaveSucceededUnlessTheScriptSaysOtherwise() {
        Path file = root.resolve("x.yaml");
        Cases.write(file, "parley: 1\nsteps: [hang-up]\nexpect: { args: { digit: 007 } }");
        assertThat(CallScript.load(file).expect().one()).isEqualTo(new Ran(null, Map.of("digit", "007"), "ok"));

        Cases.write(file, "parley: 1\nsteps: [hang-up]\nexpect: { action: a.b, outcome: late }");
        assertThat(CallScript.load(file).expect().one()).isEqualTo(new Ran("a.b", null, "late"));
    }

    @Test
    void expectsNothingWhereNothingIsSaid() {
        Path file = root.resolve("x.yaml");
        Cases.write(file, "parley: 1\nsteps: [hang-up]");

        CallScript script = CallScript.load(file);
        assertThat(script.expect()).isEqualTo(CallExpect.NOTHING);
        assertThat(script.answers()).isEmpty();
        assertThat(script.transfer()).isEqualTo(CallScript.TAKEN);
        assertThat(script.today()).isNull();
    }

    @Test
    void readsAnAgentsScriptsByName() {
        Cases.write(root.resolve("shop/agent.yaml"), "parley: 1\ngreeting: Hi.\ntasks: { t: { tell: Bye. } }");
        AgentSpec agent = AgentSpec.load(root.resolve("shop"));
        assertThat(CallScripts.load(agent)).isEmpty();

        Cases.write(root.resolve("shop/calls/b.yaml"), "parley: 1\nsteps: [hang-up]");
        Cases.write(root.resolve("shop/calls/a.yaml"), "parley: 1\nsteps: [hang-up]");
        Cases.write(root.resolve("shop/calls/a.wav"), "RIFF");

        assertThat(CallScripts.load(agent)).extracting(CallScript::name).containsExactly("a", "b");
    }

    @Test
    void refusesMoreStepsThanACallMayHave() {
        Path file = root.resolve("x.yaml");
        String steps = String.join(", ", Collections.nCopies(CallScript.MAX_STEPS, "{ say: hello }"));
        Cases.write(file, "parley: 1\nsteps: [" + steps + "]");
        assertThat(CallScript.load(file).steps()).hasSize(CallScript.MAX_STEPS);

        Cases.write(file, "parley: 1\nsteps: [" + steps + ", hang-up]");

        assertThatThrownBy(() -> CallScript.load(file))
                .hasMessage(file + ":2: steps: found '201 steps', expected at most 200 steps");
    }
}
