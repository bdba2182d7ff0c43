package io.parley.config;

import io.parley.config.TaskSpec.Confirm;
import io.parley.config.TaskSpec.Items;
import io.parley.config.TaskSpec.Presence;
import io.parley.config.TaskSpec.Then;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of {@code tasks:}. */
final class TaskLoader {
    static final String EXAMPLES = "phrases a caller may open with, to tell this task from the others";

    private TaskLoader() {}

    /**
     * @param alone whether the agent has no other task
     * @param opened whether it is done without a caller's opening it: it is the only one, or others need it
     */
    static Optional<TaskSpec> load(String name, YamlValue value, boolean alone, boolean opened) {
        YamlMap task = value.map("what the task needs and does");
        Map<String, Presence> slots = slots(task.map("slots"));
        List<String> examples = task.textList("examples");
        if (!opened && task.usable() && task.value("examples").isEmpty()) {
            task.wrong("examples", "", EXAMPLES);
        }
        Confirm confirm = task.oneOf("confirm", Confirm.WHEN_UNSURE);
        String action = task.textOrNull("action");
        String tell = task.textOrNull("tell");
        Then then = task.oneOf("then", alone ? Then.GOODBYE : Then.ANYTHING_ELSE);
        String summary = task.textOrNull("summary");
        String offer = task.textOrNull("offer");
        String needs = task.textOrNull("needs");
        Map<String, Items> items = items(task.map("items"));
        boolean unreadable = !task.usable()
                || task.has("needs") && needs == null
                || task.has("action") && action == null
                || task.has("tell") && tell == null
                || task.has("summary") && summary == null
                || task.has("offer") && offer == null;
        task.finish();
        return unreadable
                ? Optional.empty()
                : task.build(() ->
                        new TaskSpec(name, examples, slots, confirm, action, tell, then, summary, offer, needs, items));
    }

    /** For each list the template of a row, or a map of that and what is said of an empty list. */
    private static Map<String, Items> items(YamlMap written) {
        Map<String, Items> items = new LinkedHashMap<>();
        written.values().forEach((name, value) -> {
            if (!value.isMap()) {
                value.parsed(each -> new Items(each, Items.DEFAULT_NONE)).ifPresent(read -> items.put(name, read));
                return;
            }
            YamlMap map = value.map("a template for each row");
            Optional<String> each =
                    map.required("each", "a template for each row").flatMap(YamlValue::text);
            String none = map.text("none", Items.DEFAULT_NONE);
            map.finish();
            each.flatMap(text -> map.build(() -> new Items(text, none))).ifPresent(read -> items.put(name, read));
        });
        return items;
    }

    private static Map<String, Presence> slots(YamlMap written) {
        Map<String, Presence> slots = new LinkedHashMap<>();
        written.values().forEach((name, value) -> {
            slots.put(name, value.oneOf(Presence.class).orElse(Presence.REQUIRED));
        });
        return slots;
    }
}
