/** Figures of the running server, for Prometheus. No personal data. */
@NullMarked
package io.parley.server.metrics;

import org.jspecify.annotations.NullMarked;
