/** The command line: one class a command. */
@NullMarked
package io.parley.server.cli;

import org.jspecify.annotations.NullMarked;
