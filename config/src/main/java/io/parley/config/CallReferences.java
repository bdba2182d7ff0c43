package io.parley.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
            if (script.steps().get(i) instanceof CallStep.Hear hear) {
                slots("steps[" + i + "].hear", hear);
            }
        }
        script.answers().keySet().forEach(action -> action("answers." + action, action));
        CallExpect expect = script.expect();
        if (expect.one() != null) {
            ran("expect.", expect.one());
        }
        List<CallExpect.Ran> actions = expect.actions() == null ? List.of() : expect.actions();
        for (int i = 0; i < actions.size(); i++) {
            ran("expect.actions[" + i + "].", actions.get(i));
        }
        action("expect.not.action", expect.not().action());
    }

    private void slots(String at, CallStep.Hear hear) {
        for (CallStep.Sign sign : hear.signs()) {
            if (sign.slot() != null) {
                known(
                        at + ".slot",
                        sign.slot(),
                        "a slot of the agent",
                        agent.slots().keySet());
            }
        }
    }

    private void ran(String at, CallExpect.Ran ran) {
        action(at + "action", ran.action());
        ActionSpec called = ran.action() == null ? null : agent.actions().get(ran.action());
        Set<String> arguments = called == null ? agent.slots().keySet() : called.arguments();
        Map<String, String> args = ran.args() == null ? Map.of() : ran.args();
        args.keySet().forEach(name -> known(at + "args." + name, name, "an argument of the action", arguments));
    }

    private void action(String at, @Nullable String name) {
        if (name != null) {
            known(at, name, "an action of the agent", agent.actions().keySet());
        }
    }

    private void known(String at, String name, String what, Collection<String> names) {
        if (!names.contains(name)) {
            problems.at(at, name, what + ": " + String.join(", ", List.copyOf(names)));
        }
    }
}
