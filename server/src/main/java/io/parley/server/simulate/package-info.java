/** Scripted callers phone their agents, in virtual time or over the wire, and what came of it is held against the script. */
@NullMarked
package io.parley.server.simulate;

import org.jspecify.annotations.NullMarked;
