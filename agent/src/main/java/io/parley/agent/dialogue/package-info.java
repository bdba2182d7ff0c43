/**
 * The dialogue as a pure function: {@code (state, event) -> (state, acts)} over an agent's file. No clock, no input or
 * output, no threads; {@link io.parley.agent.dialogue.Guard} holds what no engine may do.
 */
@NullMarked
package io.parley.agent.dialogue;

import org.jspecify.annotations.NullMarked;
