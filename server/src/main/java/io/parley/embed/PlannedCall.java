package io.parley.embed;

import io.parley.actions.ActionFunction;
import io.parley.config.AgentSpec;
import java.util.Map;

/**
 * A complete plan.
 *
 * @param functions the actions that are Java, by name
 */
record PlannedCall(AgentSpec agent, Map<String, ActionFunction> functions, CallFollower follower) {}
