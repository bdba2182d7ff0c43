/** The business that the examples talk to. */
@NullMarked
package io.parley.server.demo;

import org.jspecify.annotations.NullMarked;
