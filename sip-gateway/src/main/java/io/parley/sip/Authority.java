package io.parley.sip;

import gov.nist.javax.sip.message.SIPResponse;
import org.jspecify.annotations.Nullable;

/** Answers challenges to requests of a call. Any thread. */
interface Authority {
    /**
     * The credentials for a request that a 401 or a 407 has refused.
     *
     * @param method of the request
     * @param uri its Request-URI
     * @return null where that challenge is not ours to answer
     */
    @Nullable
    Header answer(SIPResponse challenge, String method, String uri);
}
