/**
 * Parley as a library: a program that answers calls. {@link io.parley.embed.VoiceAgent} is where it begins; what an agent may
 * be and do is the same as in the files of {@code docs/agents.md}, made of the same records and held to the same rules.
 */
@NullMarked
package io.parley.embed;

import org.jspecify.annotations.NullMarked;
