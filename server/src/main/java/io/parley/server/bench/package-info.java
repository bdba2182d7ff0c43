/** Measurements that the README quotes, taken in real calls on loopback. */
@NullMarked
package io.parley.server.bench;

import org.jspecify.annotations.NullMarked;
