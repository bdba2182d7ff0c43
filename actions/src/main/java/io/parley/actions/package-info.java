/**
 * What an agent may do, and what Parley remembers.
 *
 * <p>{@link io.parley.actions.ActionBus} runs actions: {@link io.parley.actions.HttpActionBus} checks the rules, an
 * {@code Operation} carries one wish out (claim, attempts, waits, deadline), an {@code ActionKind} knows how to make one
 * attempt; {@code http} is such a kind, and its templates see to it that a value is data wherever it stands.
 *
 * <p>{@link io.parley.actions.Store} is the memory: {@link io.parley.actions.RedisStore} keeps it in Redis, on which it
 * never waits, and {@link io.parley.actions.EmbeddedRedis} is a private Redis for a Parley that was given none.
 */
@NullMarked
package io.parley.actions;

import org.jspecify.annotations.NullMarked;
