/** The running server: wiring, calls, HTTP. */
@NullMarked
package io.parley.server;

import org.jspecify.annotations.NullMarked;
