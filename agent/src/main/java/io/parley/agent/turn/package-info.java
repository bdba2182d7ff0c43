/** Who speaks when: pure state machines over what the ear reports and what the agent is saying. */
@NullMarked
package io.parley.agent.turn;

import org.jspecify.annotations.NullMarked;
