package io.parley.agent;

import io.parley.actions.ActionBus;
import io.parley.actions.ActionRequest;
import io.parley.actions.ActionResult;
import io.parley.agent.dialogue.Act;
import io.parley.agent.dialogue.DialogueState;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.AgentSpec;
import io.parley.config.CallValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The actions of one call: at most one at a time. Confined to the call's context. */
final class ActionRunner {
    private final ActionBus bus;
    private final AgentSpec agent;
    private final Supplier<CallInfo> call;
    private final Journal journal;
    private final Runnable ready;
    private @Nullable Running running;
    private int covered;
    private int begun;
    private @Nullable Outcome outcome;

    /** A result that waits until the caller is silent. */
    record Outcome(Act.Call call, ActionResult result) {}

    private record Running(Act.Call call, ActionSpec action, ActionBus.Invocation invocation, long startMillis) {}

    /**
     * @param call the call as it is now: another may have taken its place
     * @param ready told on the call's context that a result can be {@link #deliver delivered}
     */
    ActionRunner(ActionBus bus, AgentSpec agent, Supplier<CallInfo> call, Journal journal, Runnable ready) {
        this.bus = bus;
        this.agent = agent;
        this.call = call;
        this.journal = journal;
        this.ready = ready;
    }

    /** How many have been begun in this call. */
    int begun() {
        return begun;
    }

    /** How often the caller has been told before that what runs takes its time. */
    int cover() {
        return covered++;
    }

    boolean running() {
        return running != null;
    }

    /** Nothing runs, and no result waits to be told. */
    boolean idle() {
        return running == null && outcome == null;
    }

    /** Whether an action must wait until the caller can no longer go on: what changes the world is not taken back. */
    boolean mustWait(Act.Call wish) {
        return action(wish).risk() != Risk.READ;
    }

    void start(Act.Call wish, DialogueState state) {
        ActionSpec action = action(wish);
        Map<String, String> arguments = arguments(wish, action, state);
        String id = call.get().id();
        ActionRequest request = new ActionRequest(
                id, id + ":" + state.wishes(), action, arguments, wish.confirmed() ? arguments : null);
        journal.action(wish);
        Running started = new Running(wish, action, bus.run(request), journal.nowMillis());
        running = started;
        covered = 0;
        begun++;
        started.invocation.result().onSuccess(result -> ended(started, result));
    }

    /** What the caller gave, and what the action's file asks of the call. */
    private Map<String, String> arguments(Act.Call wish, ActionSpec action, DialogueState state) {
        Map<String, String> arguments = new LinkedHashMap<>(wish.all());
        CallInfo now = call.get();
        for (String name : action.arguments()) {
            String value = name.equals(CallValues.LANGUAGE)
                    ? Objects.requireNonNullElse(state.talk().locale(), agent.language())
                            .toLanguageTag()
                    : name.startsWith(CallValues.PREFIX) ? now.value(name) : null;
            if (value != null) {
                arguments.put(name, value);
            }
        }
        return arguments;
    }

    private void ended(Running which, ActionResult result) {
        journal.result(which.call, result, journal.nowMillis() - which.startMillis);
        if (running == which) {
            running = null;
            outcome = new Outcome(which.call, result);
            ready.run();
        }
    }

    /** Hands over a result that waits, if there is one. */
    void deliver(Consumer<Outcome> handler) {
        Outcome waiting = outcome;
        outcome = null;
        if (waiting != null) {
            handler.accept(waiting);
        }
    }

    /**
     * Gives up what runs, or what it has come to and nobody has heard.
     *
     * @return it; null where there is none
     */
    Act.@Nullable Call drop() {
        Running dropped = running;
        Outcome unheard = outcome;
        running = null;
        outcome = null;
        if (dropped != null) {
            dropped.invocation.cancel();
            return dropped.call;
        }
        return unheard == null ? null : unheard.call;
    }

    /** What runs; null where nothing does. */
    @Nullable
    ActionSpec current() {
        return running == null ? null : running.action;
    }

    /** The caller has taken the floor: cancels the action if its file says so. */
    void interrupted() {
        if (running != null && running.action.onInterrupt() == OnInterrupt.CANCEL) {
            running.invocation.cancel();
        }
    }

    /** Nobody waits for results any more. What only reads is cancelled; what changes the world goes on to its end. */
    void abandon() {
        if (running != null && running.action.risk() == Risk.READ) {
            running.invocation.cancel();
        }
        running = null;
        outcome = null;
    }

    private ActionSpec action(Act.Call wish) {
        return Objects.requireNonNull(agent.actions().get(wish.action()), wish.action());
    }
}
