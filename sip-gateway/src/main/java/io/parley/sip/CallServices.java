package io.parley.sip;

import io.parley.media.MediaEngine;
import io.vertx.core.WorkerExecutor;

/**
 * What every call of an endpoint shares.
 *
 * @param sender sends what may wait: threads that only signalling uses, so that a peer that does not take a connection
 *     holds up neither actions nor files
 */
record CallServices(
        Messages messages,
        Identifiers identifiers,
        CallRegistry registry,
        SipCounters counters,
        MediaEngine media,
        SipTimings timings,
        WorkerExecutor sender) {}
