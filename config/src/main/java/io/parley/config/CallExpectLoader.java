package io.parley.config;

import io.parley.config.CallExpect.Not;
import io.parley.config.CallExpect.Ran;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a scripted call expects. */
final class CallExpectLoader {
    private CallExpectLoader() {}

    static CallExpect read(YamlMap written) {
        Ran one = ran(written).orElse(null);
        List<Ran> actions = written.value("actions")
                .flatMap(value -> value.items("a list of actions", CallExpectLoader::listed))
                .orElse(null);
        String termination = written.textOrNull("termination");
        Integer turns = written.value("turns").flatMap(YamlValue::integer).orElse(null);
        List<String> says = written.textList("says");
        Not not = not(written.map("not"));
        written.finish();
        return written.build(() -> new CallExpect(one, actions, termination, turns, says, not))
                .orElse(CallExpect.NOTHING);
    }

    private static Optional<Ran> listed(YamlValue value) {
        YamlMap ran = value.map("an action, such as { action: orders.place, args: { drink: latte } }");
        if (ran.usable()) {
            ran.required("action", "the action's name");
        }
        Optional<Ran> read = ran(ran);
        ran.finish();
        return read;
    }

    /** Empty where nothing is said of an action. */
    private static Optional<Ran> ran(YamlMap written) {
        String action = written.textOrNull("action");
        Map<String, String> args = written.texts("args");
        boolean anyArguments = !written.has("args");
        String outcome = written.text("outcome", Ran.OK);
        return written.has("action") || written.has("args") || written.has("outcome")
                ? written.build(() -> new Ran(action, anyArguments ? null : args, outcome))
                : Optional.empty();
    }

    private static Not not(YamlMap written) {
        String action = written.textOrNull("action");
        List<String> says = written.textList("says");
        written.finish();
        return written.build(() -> new Not(action, says)).orElse(Not.NOTHING);
    }
}
