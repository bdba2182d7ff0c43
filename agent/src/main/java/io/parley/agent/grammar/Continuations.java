package io.parley.agent.grammar;

import io.parley.config.AgentSpec;
import io.parley.config.TaskSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What callers may still add to a request, as the examples of its task show: "… with milk". Immutable. */
public final class Continuations {
    /** Task to slot to the slots that come after it in some example. */
    private final Map<String, Map<String, Set<String>>> later = new HashMap<>();

    public Continuations(AgentSpec agent) {
        agent.tasks().values().forEach(task -> later.put(task.name(), of(task)));
    }

    private static Map<String, Set<String>> of(TaskSpec task) {
        Map<String, Set<String>> later = new HashMap<>();
        for (String example : task.examples()) {
            List<String> slots = Template.parse(example).slots();
            for (int i = 0; i < slots.size(); i++) {
                later.computeIfAbsent(slots.get(i), s -> new HashSet<>()).addAll(slots.subList(i + 1, slots.size()));
            }
        }
        return later;
    }

    /**
     * @param last slot that was said last
     * @param said slots that have a value
     * @return whether some slot without a value may follow
     */
    public boolean possible(String task, String last, Set<String> said) {
        Set<String> follow = later.getOrDefault(task, Map.of()).getOrDefault(last, Set.of());
        return !said.containsAll(follow);
    }
}
