package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad file of the tables is refused with exactly the problems that stand beside it. */
@Timeout(60)
class BadFilesTest {
    @TempDir
    Path folder;

    static Stream<Cases.Case> yaml() {
        return Cases.read("yaml.txt");
    }

    static Stream<Cases.Case> parley() {
        return Cases.read("parley.txt");
    }

    static Stream<Cases.Case> agent() {
        return Cases.read("agent.txt");
    }

    static Stream<Cases.Case> actions() {
        return Cases.read("actions.txt");
    }

    static Stream<Cases.Case> agents() {
        return Cases.read("agents.txt");
    }

    static Stream<Cases.Case> calls() {
        return Cases.read("calls.txt");
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void refusesWhatIsNoProperYaml(Cases.Case bad) {
        bad.write(folder);
        expect(bad, () -> ParleyConfig.load(folder.resolve("parley.yaml")));
    }

    @ParameterizedTest
    @MethodSource("parley")
    void refusesAWrongConfiguration(Cases.Case bad) {
        bad.write(folder);
        Cases.write(folder.resolve("examples/coffee-shop/agent.yaml"), "");
        expect(bad, () -> ParleyConfig.load(folder.resolve("parley.yaml")));
    }

    @ParameterizedTest
    @MethodSource("agent")
    void refusesAWrongAgent(Cases.Case bad) {
        Path agent = folder.resolve("shop");
        bad.write(agent);
        assertThat(Cases.problems(agent, () -> AgentSpec.load(agent))).isEqualTo(bad.expected());
    }

    @ParameterizedTest
    @MethodSource("actions")
    void refusesWrongActions(Cases.Case bad) {
        Path agent = folder.resolve("shop");
        bad.write(agent);
        assertThat(Cases.problems(agent, () -> AgentSpec.load(agent))).isEqualTo(bad.expected());
    }

    @ParameterizedTest
    @MethodSource("agents")
    void refusesAgentsThatDoNotGoTogether(Cases.Case bad) {
        bad.write(folder);
        expect(bad, () -> AgentSpecs.load(List.of(folder.resolve("a"), folder.resolve("b"))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesAWrongCallScript(Cases.Case bad) {
        Path agent = folder.resolve("shop");
        bad.write(agent);
        Cases.write(agent.resolve("calls/beep.wav"), "RIFF");
        assertThat(Cases.problems(agent, () -> CallScripts.load(AgentSpec.load(agent))))
                .isEqualTo(bad.expected());
    }

    private void expect(Cases.Case bad, Runnable loader) {
        assertThat(Cases.problems(folder, loader)).isEqualTo(bad.expected());
    }
}
