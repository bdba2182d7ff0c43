package io.parley.server.check;

import io.parley.agent.voice.Markup;
import io.parley.config.ActionSpec;
import io.parley.config.AgentSpec;
import io.parley.config.ConfigProblem;
import io.parley.config.TaskSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds wrong markup in what an agent says. Pure. */
final class MarkupCheck {
    private final Path agentFile;
    private final Path actionsFile;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private MarkupCheck(Path folder) {
        agentFile = folder.resolve("agent.yaml");
        actionsFile = folder.resolve("actions.yaml");
    }

    static List<ConfigProblem> of(AgentSpec agent) {
        MarkupCheck check = new MarkupCheck(agent.folder());
        check.text(check.agentFile, "greeting", agent.greeting());
        agent.prompts().forEach((prompt, text) -> check.text(check.agentFile, "prompts." + prompt.key(), text));
        agent.slots().forEach((name, slot) -> check.text(check.agentFile, "slots." + name + ".ask", slot.ask()));
        agent.tasks().forEach((name, task) -> check.task("tasks." + name, task));
        agent.actions().forEach((name, action) -> check.action("actions." + name, action));
        return check.problems;
    }

    private void task(String key, TaskSpec task) {
        text(agentFile, key + ".summary", task.summary());
        text(agentFile, key + ".offer", task.offer());
        text(agentFile, key + ".tell", task.tell());
        task.items().forEach((name, items) -> {
            text(agentFile, key + ".items." + name + ".each", items.each());
            text(agentFile, key + ".items." + name + ".none", items.none());
        });
    }

    private void action(String key, ActionSpec action) {
        text(actionsFile, key + ".waiting", action.waiting());
        text(actionsFile, key + ".failed", action.failed());
        text(actionsFile, key + ".refused", action.refused());
    }

    private void text(Path file, String key, @Nullable String text) {
        if (text != null) {
            Markup.flaws(text)
                    .forEach(flaw -> problems.add(new ConfigProblem(file, 0, key, flaw.found(), flaw.expected())));
        }
    }
}
