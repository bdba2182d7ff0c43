package io.parley.config;

import io.parley.config.TaskSpec.Confirm;
import io.parley.config.TaskSpec.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

    void check(Map<String, TaskSpec> tasks) {
        tasks.values().forEach(task -> task(task, new Known(tasks, task)));
        for (ActionSpec action : actions.actions().values()) {
            List<TaskSpec> users = tasks.values().stream()
                    .filter(task -> action.name().equals(task.action()))
                    .toList();
            if (users.isEmpty()) {
                arguments(action, "a slot of this agent", slots, slots);
            }
            users.forEach(task -> arguments(action, task, new Known(tasks, task)));
            functions(action, users, tasks);
        }
    }

    /** Where scripts put callers through, the agent itself may too. */
    void checkTransfers(Set<String> transfers) {
        for (ActionSpec action : actions.actions().values()) {
            List<String> named = action.kind() instanceof ActionSpec.Script script ? script.transfers() : List.of();
            for (int i = 0; i < named.size(); i++) {
                if (!transfers.contains(named.get(i))) {
                    String at = "actions." + action.name() + ".script.transfers[" + i + "]";
                    actionsFile.at(at, named.get(i), oneOf("one of the agent's transfers", transfers));
                }
            }
        }
    }

    /** What a task knows from the tasks it needs: their slots and their actions' results. */
    private final class Known {
        private final List<TaskSpec> needed = new ArrayList<>();
        private final boolean circular;

        Known(Map<String, TaskSpec> tasks, TaskSpec task) {
            Set<String> seen = new LinkedHashSet<>(Set.of(task.name()));
            TaskSpec at = task;
            while (at.needs() != null && tasks.containsKey(at.needs()) && seen.add(at.needs())) {
                at = Objects.requireNonNull(tasks.get(at.needs()));
                needed.add(at);
            }
            circular = at.needs() != null && tasks.containsKey(at.needs());
        }

        Set<String> names() {
            Set<String> names = required();
            needed.forEach(task -> names.addAll(task.slots().keySet()));
            return names;
        }

        /** Those that certainly have a value. */
        Set<String> required() {
            Set<String> names = new LinkedHashSet<>();
            for (TaskSpec task : needed) {
                task.slots().forEach((slot, presence) -> {
                    if (presence == Presence.REQUIRED) {
                        names.add(slot);
                    }
                });
                ActionSpec action =
                        task.action() == null ? null : actions.actions().get(task.action());
                names.addAll(action == null ? Set.of() : action.result().keySet());
            }
            return names;
        }
    }

    private void task(TaskSpec task, Known known) {
        String at = "tasks." + task.name();
        for (String slot : task.slots().keySet()) {
            if (!slots.contains(slot)) {
                agentFile.at(at + ".slots." + slot, slot, oneOf("a slot of this agent", slots));
            }
        }
        needs(at, task, known);
        Optional<ActionSpec> action = Optional.empty();
        if (task.action() != null) {
            action = Optional.ofNullable(actions.actions().get(task.action()));
            String allowed = agentFile == actionsFile ? "an action that is allowed" : "an action of actions.yaml";
            if (actions.readable() && !actions.declared().contains(task.action())) {
                agentFile.at(at + ".action", task.action(), oneOf(allowed, actions.declared()));
            }
        }
        if (task.summary() != null) {
            sentence(at + ".summary", task.summary(), task.slots().keySet());
        }
        if (task.action() == null || action.isPresent()) {
            told(at, task, action, known);
        }
        action.ifPresent(found -> risk(at, task, found));
    }

    private void needs(String at, TaskSpec task, Known known) {
        if (task.needs() != null && known.needed.isEmpty() && !known.circular) {
            agentFile.at(at + ".needs", task.needs(), "another task of this agent");
        } else if (known.circular) {
            agentFile.at(at + ".needs", String.valueOf(task.needs()), "a task that does not need this one in turn");
        }
    }

    private void told(String at, TaskSpec task, Optional<ActionSpec> action, Known known) {
        Set<String> names = new LinkedHashSet<>(task.slots().keySet());
        names.addAll(known.names());
        Map<String, ActionSpec.Rows> lists = action.map(ActionSpec::lists).orElse(Map.of());
        action.ifPresent(found -> names.addAll(found.results()));
        if (task.tell() != null) {
            sentence(at + ".tell", task.tell(), names);
        }
        task.items().forEach((name, items) -> {
            ActionSpec.Rows rows = lists.get(name);
            if (rows == null) {
                agentFile.at(at + ".items." + name, name, oneOf("a list among the action's results", lists.keySet()));
            } else {
                sentence(at + ".items." + name, items.each(), rows.of().keySet());
            }
        });
        lists.keySet().stream()
                .filter(list -> task.tell() != null
                        && Template.parse(task.tell()).names().contains(list))
                .filter(list -> !task.items().containsKey(list))
                .forEach(list -> agentFile.at(
                        at + ".items",
                        "",
                        "how each row of {" + list + "} is told: " + list + ": \"{"
                                + String.join(
                                        "} {",
                                        Objects.requireNonNull(lists.get(list))
                                                .of()
                                                .keySet()) + "}\""));
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
        for (String result : action.results()) {
            if (task.slots().containsKey(result)) {
                actionsFile.at(
                        "actions." + action.name() + ".result." + result,
                        result,
                        "a name that is no slot of task '" + task.name() + "': {" + result + "} could mean either");
            }
        }
    }

    private void arguments(ActionSpec action, TaskSpec task, Known known) {
        Set<String> required = new LinkedHashSet<>(task.slots().keySet());
        required.removeIf(slot -> task.slots().get(slot) == Presence.OPTIONAL);
        required.addAll(known.required());
        Set<String> all = new LinkedHashSet<>(task.slots().keySet());
        all.addAll(known.names());
        arguments(action, "a slot of task '" + task.name() + "'", all, required);
    }

    /** What a function or a script takes has a value in at least one of the tasks that run it. */
    private void functions(ActionSpec action, List<TaskSpec> users, Map<String, TaskSpec> tasks) {
        Set<String> known = new LinkedHashSet<>();
        users.forEach(task -> {
            known.addAll(task.slots().keySet());
            known.addAll(new Known(tasks, task).names());
        });
        boolean script = action.kind() instanceof ActionSpec.Script;
        List<String> taken = action.kind() instanceof ActionSpec.Java java
                ? java.arguments()
                : action.kind() instanceof ActionSpec.Script written ? written.arguments() : List.of();
        for (String name : taken) {
            if (!known.contains(name) && !(script && CallValues.isOfCall(name))) {
                String at = "actions." + action.name() + (script ? ".script.arguments" : ".java.arguments");
                actionsFile.at(at, name, oneOf("a slot of a task that runs it", known));
            }
        }
    }

    /** @param always the slots that have a value whenever the action runs */
    private void arguments(ActionSpec action, String what, Collection<String> known, Collection<String> always) {
        for (HttpTemplates.Place place : HttpTemplates.of(action.kind())) {
            String at = "actions." + action.name() + "." + place.key();
            for (String name : place.template().names()) {
                if (CallValues.isOfCall(name)) {
                    ofCall(at, name, place);
                } else if (!known.contains(name)) {
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

    /** What signalling tells may be missing in every call, but for the number that was dialled. */
    private void ofCall(String at, String name, HttpTemplates.Place place) {
        if (!CallValues.isKnown(name)) {
            actionsFile.at(
                    at,
                    "{" + name + "}",
                    oneOf("one of the call's values", new TreeSet<>(CallValues.NAMES)) + ", call.header.NAME");
        } else if (!place.optional() && !CallValues.isAlways(name)) {
            actionsFile.at(at, "{" + name + "}", "nothing beside {" + name + "}, which a call may lack");
        }
    }

    private static String oneOf(String what, Collection<String> names) {
        return names.isEmpty() ? what + ", but there is none" : what + ": " + String.join(", ", names);
    }
}
