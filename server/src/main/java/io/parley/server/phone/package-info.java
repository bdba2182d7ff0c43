/**
 * The calling side: a telephone that plays recordings into a call, and measures what comes back from where the caller
 * sits.
 */
@NullMarked
package io.parley.server.phone;

import org.jspecify.annotations.NullMarked;
