package io.parley.config;

import io.parley.config.TaskSpec.Confirm;
import io.parley.config.TaskSpec.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds an agent's tasks, slots and actions against each other. A name whose entry is itself wrong counts as declared, so
 * that one mistake is reported once.
 */
final class AgentReferences {
    private final Problems agentFile;
    private final Problems actionsFile;
    private final Set<String> slots;
    private final ActionsLoader.Actions actions;

    AgentReferences(Problems agentFile, Problems actionsFile, Set<String> slots, ActionsLoader.Actions actions) {
        this.agentFile = agentFile;
        this.actionsFile = actionsFile;
        this.slots = slots;
        this.actions = actions;
    }

    void check(Collection<TaskSpec> tasks) {
        tasks.forEach(this::task);
        for (ActionSpec action : actions.actions().values()) {
            List<TaskSpec> users = tasks.stream()
                    .filter(task -> action.name().equals(task.action()))
                    .toList();
            if (users.isEmpty()) {
                arguments(action, "a slot of this agent", slots, slots);
            }
            users.forEach(task -> arguments(action, task));
        }
    }

    private void task(TaskSpec task) {
        String at = "tasks." + task.name();
        for (String slot : task.slots().keySet()) {
            if (!slots.contains(slot)) {
                agentFile.at(at + ".slots." + slot, slot, oneOf("a slot of this agent", slots));
            }
        }
        Optional<ActionSpec> action = Optional.empty();
        if (task.action() != null) {
            action = Optional.ofNullable(actions.actions().get(task.action()));
            if (actions.readable() && !actions.declared().contains(task.action())) {
                agentFile.at(at + ".action", task.action(), oneOf("an action of actions.yaml", actions.declared()));
            }
        }
        if (task.summary() != null) {
            sentence(at + ".summary", task.summary(), task.slots().keySet());
        }
        boolean known = task.action() == null || action.isPresent();
        if (known && task.tell() != null) {
            tell(
                    at,
                    task,
                    task.tell(),
                    action.map(ActionSpec::result).orElse(Map.of()).keySet());
        }
        action.ifPresent(found -> risk(at, task, found));
    }

    private void tell(String at, TaskSpec task, String tell, Set<String> results) {
        Set<String> names = new LinkedHashSet<>(task.slots().keySet());
        names.addAll(results);
        sentence(at + ".tell", tell, names);
    }

    private void sentence(String at, String text, Set<String> names) {
        Rules rules = new Rules();
        Words.sentence(rules, at, text, names);
        try {
            rules.check();
        } catch (BrokenRules e) {
            e.broken().forEach(broken -> agentFile.at(broken.key(), broken.value(), broken.expected()));
        }
    }

    private void risk(String at, TaskSpec task, ActionSpec action) {
        if (action.risk() == ActionSpec.Risk.IRREVERSIBLE && task.confirm() == Confirm.NEVER) {
            agentFile.at(
                    at + ".confirm", "never", "always or when-unsure, because " + action.name() + " cannot be undone");
        }
        for (String result : action.result().keySet()) {
            if (task.slots().containsKey(result)) {
                actionsFile.at(
                        "actions." + action.name() + ".result." + result,
                        result,
                        "a name that is no slot of task '" + task.name() + "': {" + result + "} could mean either");
            }
        }
    }

    private void arguments(ActionSpec action, TaskSpec task) {
        List<String> required = new ArrayList<>(task.slots().keySet());
        required.removeIf(slot -> task.slots().get(slot) == Presence.OPTIONAL);
        arguments(action, "a slot of task '" + task.name() + "'", task.slots().keySet(), required);
    }

    /** @param always the slots that have a value whenever the action runs */
    private void arguments(ActionSpec action, String what, Collection<String> known, Collection<String> always) {
        for (HttpTemplates.Place place : HttpTemplates.of(action.http())) {
            String at = "actions." + action.name() + ".http." + place.key();
            for (String name : place.template().names()) {
                if (!known.contains(name)) {
                    actionsFile.at(at, "{" + name + "}", oneOf(what, known));
                } else if (!place.optional() && !always.contains(name)) {
                    actionsFile.at(
                            at,
                            "{" + name + "}",
                            what + " that is required: what is more than {slot} alone cannot be left out");
                }
            }
        }
    }

    private static String oneOf(String what, Collection<String> names) {
        return names.isEmpty() ? what + ", but there is none" : what + ": " + String.join(", ", names);
    }
}
