/** A server and its callers in one process, over real SIP and RTP on loopback: for the demo and the measurements. */
@NullMarked
package io.parley.server.trial;

import org.jspecify.annotations.NullMarked;
