/** Calls in virtual time: the real engine, models and action bus, without a network, a clock or a second thread. */
@NullMarked
package io.parley.agent.simulation;

import org.jspecify.annotations.NullMarked;
