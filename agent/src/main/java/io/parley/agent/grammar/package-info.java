/**
 * What callers may say to an agent, made from its file: slots, example phrases and the things people say in every
 * conversation become a word graph for the ear, and what the ear heard becomes values.
 */
@NullMarked
package io.parley.agent.grammar;

import org.jspecify.annotations.NullMarked;
