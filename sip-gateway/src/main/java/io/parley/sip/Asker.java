package io.parley.sip;

import gov.nist.javax.sip.message.SIPResponse;

/** Rides on a client transaction of a request that belongs to no call, and hears how it ends. On the stack's threads. */
interface Asker {
    /** A final response. */
    void answered(SIPResponse response);

    /** Nothing came for 64*T1, or the transport failed. */
    void unanswered();
}
