package io.parley.embed;

import io.parley.config.Prompt;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** By what methods a program says what files say under a key. Pure. */
final class Methods {
    /** Keys of a task that have another name here. */
    private static final Map<String, String> OF_TASKS =
            Map.of("examples", "example", "slots", "needs", "action", "run", "needs", "after", "items", "item");

    private static final Map<String, String> OF_AGENTS =
            Map.of("greeting", "greet", "folder", "name", "tasks", "task", "slots", "slot", "actions", "allow");

    private Methods() {}

    /**
     * @param key dotted, such as {@code tasks.order.tell}
     * @param actions the names of the agent's actions, which have dots in them
     */
    static String of(String key, Collection<String> actions) {
        for (String action : actions) {
            if (key.startsWith("actions." + action + ".")) {
                return "allow(\"" + action + "\") " + key.substring("actions.".length() + action.length() + 1);
            }
        }
        String[] path = key.split("[.\\[]", 4);
        if (path.length == 1) {
            return OF_AGENTS.getOrDefault(key, key);
        }
        return switch (path[0]) {
            case "tasks" -> Mistake.method("task", path[1]) + (path.length > 2 ? " " + ofTask(path[2]) : "");
            case "transfers" -> "allow(" + Mistake.method("Actions.transfer", path[1]) + ")";
            case "prompts" -> "say(Prompt." + prompt(path[1]) + ")";
            default -> Mistake.method(OF_AGENTS.getOrDefault(path[0], path[0]), path[1]);
        };
    }

    private static String ofTask(String key) {
        return OF_TASKS.getOrDefault(key, key);
    }

    private static String prompt(String key) {
        return Prompt.valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_')).name();
    }
}
