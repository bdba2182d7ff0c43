package io.parley.config;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Holds a scripted caller against the agent it calls: a mistyped slot would otherwise be waited for in vain. */
final class CallReferences {
    private final Problems problems;
    private final AgentSpec agent;

    CallReferences(Problems problems, AgentSpec agent) {
        this.problems = problems;
        this.agent = agent;
    }

    void check(CallScript script) {
        for (int i = 0; i < script.steps().size(); i++) {
            if (script.steps().get(i) instanceof CallScript.Hear hear && hear.slot() != null) {
                known(
                        "steps[" + i + "].hear.slot",
                        hear.slot(),
                        "a slot of the agent",
                        agent.slots().keySet());
            }
        }
        String action = script.expect().action();
        if (action != null) {
            known(
                    "expect.action",
                    action,
                    "an action of the agent",
                    agent.actions().keySet());
        }
        ActionSpec called = action == null ? null : agent.actions().get(action);
        Set<String> arguments = called == null ? agent.slots().keySet() : called.arguments();
        for (String name : script.expect().args().keySet()) {
            known("expect.args." + name, name, "an argument of the action", arguments);
        }
    }

    private void known(String at, String name, String what, Collection<String> names) {
        if (!names.contains(name)) {
            problems.at(at, name, what + ": " + String.join(", ", List.copyOf(names)));
        }
    }
}
