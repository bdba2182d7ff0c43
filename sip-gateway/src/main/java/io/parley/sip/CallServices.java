package io.parley.sip;

import io.parley.media.MediaEngine;

/** What every call of an endpoint shares. */
record CallServices(
        Messages messages,
        Identifiers identifiers,
        CallRegistry registry,
        SipCounters counters,
        MediaEngine media,
        SipTimings timings) {}
