/**
 * Hearing without text: from audio to the values of an agent's slots. {@link io.parley.agent.ear.Mfcc} makes features,
 * the pack {@code ear-en} turns them into log-likelihoods of context-dependent phone states, {@link
 * io.parley.agent.ear.Search} finds the meaning that explains them best in the agent's grammar.
 */
@NullMarked
package io.parley.agent.ear;

import org.jspecify.annotations.NullMarked;
