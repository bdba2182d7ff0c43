package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each named cap of an agent's files: as many are read, one more is refused. */
@Timeout(60)
class CapsTest {
    private static final String TASK = "tasks: { t: { tell: Bye. } }\n";
    private static final String HTTP = "{ risk: read, http: { method: GET, url: http://localhost/ } }";

    @TempDir
    Path root;

    static List<Arguments> caps() {
        return List.of(
                Arguments.of("slots", AgentSpec.MAX_SLOTS, map(i -> "s" + i + ": { type: date }", "slots: ", TASK)),
                Arguments.of(
                        "tasks",
                        AgentSpec.MAX_TASKS,
                        map(i -> "t" + i + ": { tell: Hi., examples: [x] }", "tasks: ", "")),
                Arguments.of(
                        "transfers",
                        AgentSpec.MAX_TRANSFERS,
                        map(i -> "t" + i + ": sip:a@example.org", "transfers: ", TASK)),
                Arguments.of("numbers", AgentSpec.MAX_NUMBERS, list(i -> "n" + i, "numbers: ", "", TASK)),
                Arguments.of(
                        "values",
                        SlotSpec.Choice.MAX_VALUES,
                        list(i -> "v" + i, "slots: { s: { type: choice, values: ", " } }", TASK)),
                Arguments.of(
                        "synonyms",
                        SlotSpec.Choice.MAX_SYNONYMS,
                        list(i -> "v" + i, "slots: { s: { type: choice, values: { x: ", " } } }", TASK)),
                Arguments.of(
                        "modifiers",
                        SlotSpec.Choice.MAX_MODIFIERS,
                        list(i -> "v" + i, "slots: { s: { type: choice, values: [x], modifiers: ", " } }", TASK)),
                Arguments.of(
                        "examples",
                        TaskSpec.MAX_EXAMPLES,
                        list(i -> "e" + i, "tasks: { t: { tell: Hi., examples: ", " } }", "")));
    }

    private static IntFunction<String> map(IntFunction<String> entry, String before, String rest) {
        return n -> before + "{ " + join(entry, n) + " }\n" + rest;
    }

    private static IntFunction<String> list(IntFunction<String> entry, String before, String after, String rest) {
        return n -> before + "[" + join(entry, n) + "]" + after + "\n" + rest;
    }

    private static String join(IntFunction<String> entry, int n) {
        return IntStream.range(0, n).mapToObj(entry).collect(Collectors.joining(", "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("caps")
    void readsAsManyAsAllowedAndRefusesOneMore(String what, int cap, IntFunction<String> file) {
        assertThat(problems(file.apply(cap), "")).isEmpty();
        assertThat(problems(file.apply(cap + 1), ""))
                .singleElement()
                .asString()
                .endsWith("found '" + (cap + 1) + " " + what + "', expected at most " + cap + " " + what);
    }

    @Test
    void readsAsManyActionsAsAllowedAndRefusesOneMore() {
        IntFunction<String> actions = map(i -> "a" + i + ": " + HTTP, "actions: ", "");

        assertThat(problems(TASK, actions.apply(AgentSpec.MAX_ACTIONS))).isEmpty();
        assertThat(problems(TASK, actions.apply(AgentSpec.MAX_ACTIONS + 1)))
                .containsExactly("actions.yaml:2: actions: found '65 actions', expected at most 64 actions");
    }

    private List<String> problems(String agent, String actions) {
        Path folder = root.resolve("shop");
        Cases.write(folder.resolve("agent.yaml"), "parley: 1\ngreeting: Hi.\n" + agent);
        if (!actions.isEmpty()) {
            Cases.write(folder.resolve("actions.yaml"), "parley: 1\n" + actions);
        }
        return Cases.problems(folder, () -> AgentSpec.load(folder));
    }
}
