package io.parley.agent.dialogue;

import io.parley.agent.dialogue.DialogueState.Phase;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.AgentSpec;
import io.parley.config.TaskSpec;
import io.parley.config.TaskSpec.Confirm;
import io.parley.config.TaskSpec.Presence;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What no engine may do, whatever a model says: acts that the agent's file does not allow in this state. Pure; asked
 * before every act is performed.
 */
public final class Guard {
    private final AgentSpec agent;

    public Guard(AgentSpec agent) {
        this.agent = agent;
    }

    /**
     * @param before the state in which the act was decided
     * @param state the state it leads to
     * @return why it must not happen, or null where it may
     */
    public @Nullable String objection(DialogueState before, DialogueState state, Act act) {
        if (before.phase() == Phase.ENDED) {
            return "the conversation has ended";
        }
        if (act instanceof Act.Call call) {
            return call(state, call);
        }
        if (act instanceof Act.Transfer transfer) {
            return agent.transfers().containsKey(transfer.target())
                    ? null
                    : "transfer '" + transfer.target() + "' is not listed, expected one of "
                            + agent.transfers().keySet();
        }
        if (act instanceof Act.Fill fill) {
            return slot(fill.slot());
        }
        if (act instanceof Act.Correct correct) {
            return slot(correct.slot());
        }
        if (act instanceof Act.End end && end.text().isEmpty()) {
            return "an end without a goodbye";
        }
        return null;
    }

    private @Nullable String slot(String name) {
        return agent.slots().containsKey(name) ? null : "no slot '" + name + "'";
    }

    private @Nullable String call(DialogueState state, Act.Call call) {
        ActionSpec action = agent.actions().get(call.action());
        TaskSpec task = state.task() == null ? null : agent.tasks().get(state.task());
        if (action == null || task == null || !call.action().equals(task.action())) {
            return "action '" + call.action() + "' does not belong to task '" + state.task() + "'";
        }
        if (state.phase() == Phase.OFFERING) {
            return "action '" + call.action() + "' of a task that was guessed and not agreed to";
        }
        for (Map.Entry<String, Presence> slot : task.slots().entrySet()) {
            if (slot.getValue() == Presence.REQUIRED && !call.arguments().containsKey(slot.getKey())) {
                return "action '" + call.action() + "' without its argument '" + slot.getKey() + "'";
            }
        }
        if (task.needs() != null && !state.session().done().contains(task.needs())) {
            return "action '" + call.action() + "' before task '" + task.needs() + "' was done";
        }
        if (!call.arguments().equals(state.values()) || !call.known().equals(state.known(action))) {
            return "arguments that the caller did not give: " + call.arguments().keySet();
        }
        boolean unsure = state.confidence().values().stream().anyMatch(c -> c < Dialogue.SURE);
        boolean needed = action.risk() == Risk.IRREVERSIBLE
                || task.confirm() == Confirm.ALWAYS
                || task.confirm() == Confirm.WHEN_UNSURE && unsure;
        boolean given = call.confirmed() && Objects.equals(state.confirmed(), state.values());
        return needed && !given ? "action '" + call.action() + "' was not confirmed with these arguments" : null;
    }
}
