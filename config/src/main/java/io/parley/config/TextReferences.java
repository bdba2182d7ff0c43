package io.parley.config;

import io.parley.config.TaskSpec.Presence;
import java.util.Collection;
import java.util.Map;

/** What holds for slots of free text, which are taken down where they were asked for and nowhere else. */
final class TextReferences {
    private final Problems problems;
    private final Map<String, SlotSpec> slots;

    TextReferences(Problems problems, Map<String, SlotSpec> slots) {
        this.problems = problems;
        this.slots = slots;
    }

    void check(Collection<TaskSpec> tasks) {
        tasks.forEach(task -> task.slots().forEach((slot, presence) -> {
            if (slots.get(slot) instanceof SlotSpec.Text) {
                check(task, slot, presence);
            }
        }));
    }

    private void check(TaskSpec task, String slot, Presence presence) {
        String at = "tasks." + task.name();
        if (presence == Presence.OPTIONAL) {
            problems.at(
                    at + ".slots." + slot, "optional", "required, because text that is not asked for is never heard");
        }
        for (int i = 0; i < task.examples().size(); i++) {
            if (task.examples().get(i).contains("{" + slot + "}")) {
                problems.at(
                        at + ".examples[" + i + "]",
                        "{" + slot + "}",
                        "no slot of type text in an example: it is taken down when it has been asked for");
            }
        }
    }
}
