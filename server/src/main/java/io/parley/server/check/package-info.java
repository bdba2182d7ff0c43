/** Checks files without running them. */
@NullMarked
package io.parley.server.check;

import org.jspecify.annotations.NullMarked;
