package io.parley.embed;

import io.parley.actions.ActionFunction;
import io.parley.config.ActionSpec;
import io.parley.config.AgentSpec;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import io.parley.config.TransferSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The slots, tasks and permissions of a plan, put together with those of a folder. */
final class PlanParts {
    private final Map<String, SlotSpec> slots = new LinkedHashMap<>();
    private final Map<String, TaskPlan> tasks = new LinkedHashMap<>();
    private final Map<String, ActionPlan<?>> actions = new LinkedHashMap<>();
    private final Map<String, TransferSpec> transfers = new LinkedHashMap<>();

    /** Tasks and actions know each other: what an action is given follows from the tasks that run it. */
    record Business(Map<String, TaskSpec> tasks, Map<String, ActionSpec> actions) {}

    void slot(String name, SlotSpec slot) {
        once(slots.put(name, slot), "slot", name);
    }

    void task(String name, TaskPlan task) {
        once(tasks.put(name, task), "task", name);
    }

    void allow(Allowed what) {
        if (what instanceof Transfer transfer) {
            once(transfers.put(transfer.name(), transfer.spec()), "Actions.transfer", transfer.name());
        } else if (what instanceof ActionPlan<?> action) {
            once(actions.put(action.name(), action), "allow", action.name());
        }
    }

    private static void once(@Nullable Object before, String method, String name) {
        if (before != null) {
            throw Mistake.of(method, name, "each name once");
        }
    }

    Map<String, SlotSpec> slots(@Nullable AgentSpec base) {
        Map<String, SlotSpec> all = new LinkedHashMap<>(base == null ? Map.of() : base.slots());
        all.putAll(slots);
        return all;
    }

    Map<String, TransferSpec> transfers(@Nullable AgentSpec base) {
        Map<String, TransferSpec> all = new LinkedHashMap<>(base == null ? Map.of() : base.transfers());
        all.putAll(transfers);
        return all;
    }

    Business business(@Nullable AgentSpec base) {
        Map<String, TaskSpec> allTasks = new LinkedHashMap<>(base == null ? Map.of() : base.tasks());
        Set<String> names = new HashSet<>(allTasks.keySet());
        names.addAll(tasks.keySet());
        tasks.forEach((name, plan) -> allTasks.put(name, plan.spec(names.size() == 1)));
        Map<String, ActionSpec> allActions = new LinkedHashMap<>(base == null ? Map.of() : base.actions());
        actions.forEach((name, plan) -> allActions.put(name, plan.spec(allActions.get(name), List.of())));
        // Once more, now that it is known what the tasks done before bring.
        actions.forEach((name, plan) -> allActions.put(
                name,
                plan.spec(base == null ? null : base.actions().get(name), arguments(name, allTasks, allActions))));
        return new Business(allTasks, allActions);
    }

    /** The values that the tasks which run an action may have. */
    private static List<String> arguments(String action, Map<String, TaskSpec> tasks, Map<String, ActionSpec> actions) {
        Set<String> names = new LinkedHashSet<>();
        tasks.values().stream().filter(task -> action.equals(task.action())).forEach(task -> {
            names.addAll(task.slots().keySet());
            Set<String> seen = new HashSet<>(Set.of(task.name()));
            TaskSpec before = before(task, tasks);
            while (before != null && seen.add(before.name())) {
                names.addAll(before.slots().keySet());
                ActionSpec brings = before.action() == null ? null : actions.get(before.action());
                names.addAll(brings == null ? Set.of() : brings.result().keySet());
                before = before(before, tasks);
            }
        });
        return new ArrayList<>(names);
    }

    private static @Nullable TaskSpec before(TaskSpec task, Map<String, TaskSpec> tasks) {
        return task.needs() == null ? null : tasks.get(task.needs());
    }

    Map<String, ActionFunction> functions() {
        Map<String, ActionFunction> functions = new LinkedHashMap<>();
        actions.forEach((name, plan) -> {
            if (plan instanceof FunctionAction function) {
                functions.put(name, function.function());
            }
        });
        return Map.copyOf(functions);
    }
}
