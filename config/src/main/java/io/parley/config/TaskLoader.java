package io.parley.config;

import io.parley.config.TaskSpec.Confirm;
import io.parley.config.TaskSpec.Presence;
import io.parley.config.TaskSpec.Then;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of {@code tasks:}. */
final class TaskLoader {
    private TaskLoader() {}

    /** @param alone whether the agent has no other task */
    static Optional<TaskSpec> load(String name, YamlValue value, boolean alone) {
        YamlMap task = value.map("what the task needs and does");
        Map<String, Presence> slots = slots(task.map("slots"));
        List<String> examples = task.textList("examples");
        if (!alone && task.usable() && task.value("examples").isEmpty()) {
            task.wrong("examples", "", "phrases a caller may open with, to tell this task from the others");
        }
        Confirm confirm = task.oneOf("confirm", Confirm.WHEN_UNSURE);
        String action = task.textOrNull("action");
        String tell = task.textOrNull("tell");
        Then then = task.oneOf("then", alone ? Then.GOODBYE : Then.ANYTHING_ELSE);
        String summary = task.textOrNull("summary");
        String offer = task.textOrNull("offer");
        boolean unreadable = !task.usable()
                || task.has("action") && action == null
                || task.has("tell") && tell == null
                || task.has("summary") && summary == null
                || task.has("offer") && offer == null;
        task.finish();
        return unreadable
                ? Optional.empty()
                : task.build(() -> new TaskSpec(name, examples, slots, confirm, action, tell, then, summary, offer));
    }

    private static Map<String, Presence> slots(YamlMap written) {
        Map<String, Presence> slots = new LinkedHashMap<>();
        written.values().forEach((name, value) -> {
            slots.put(name, value.oneOf(Presence.class).orElse(Presence.REQUIRED));
        });
        return slots;
    }
}
