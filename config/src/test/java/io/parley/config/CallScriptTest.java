package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.CallScript.Dtmf;
import io.parley.config.CallScript.Expect;
import io.parley.config.CallScript.HangUp;
import io.parley.config.CallScript.Hear;
import io.parley.config.CallScript.InterruptAt;
import io.parley.config.CallScript.Pause;
import io.parley.config.CallScript.Play;
import io.parley.config.CallScript.Say;
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
                  - hang-up
                expect: { action: orders.place, args: { drink: latte, shots: 2 }, termination: caller-hung-up }
                """);

        assertThat(CallScript.load(file))
                .isEqualTo(new CallScript(
                        "order",
                        file,
                        List.of(
                                new Hear("GREET", null),
                                new Say("can I have a large latte"),
                                new Hear("CONFIRM", "size"),
                                new InterruptAt(Duration.ofMillis(1500)),
                                new Play(root.resolve("calls/audio/latte.wav")),
                                new Pause(Duration.ofSeconds(2)),
                                new Dtmf("12"),
                                new Dtmf("*0#A"),
                                new HangUp()),
                        new Expect("orders.place", Map.of("drink", "latte", "shots", "2"), "caller-hung-up")));
    }

    @Test
    void expectsNothingWhereNothingIsSaid() {
        Path file = root.resolve("x.yaml");
        Cases.write(file, "parley: 1\nsteps: [hang-up]");

        assertThat(CallScript.load(file).expect()).isEqualTo(new Expect(null, Map.of(), null));
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
