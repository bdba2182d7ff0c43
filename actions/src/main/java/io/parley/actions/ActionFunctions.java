package io.parley.actions;

import org.jspecify.annotations.Nullable;

/** Knows which function an action of a call is: two calls may have different ones by the same name. */
@FunctionalInterface
public interface ActionFunctions {
    /** For servers whose agents all come from files. */
    ActionFunctions NONE = (callId, action) -> null;

    /**
     * Asked on the call's context before a run; must not block.
     *
     * @param action the action's name
     * @return null where the call has no such function: the action then fails
     */
    @Nullable
    ActionFunction find(String callId, String action);
}
