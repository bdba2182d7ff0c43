package io.parley.sip;

import gov.nist.javax.sip.message.SIPResponse;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/** Answers challenges to requests of a call, and says where it may be sent. Any thread. */
interface Authority {
    /**
     * The credentials for a request that a 401 or a 407 has refused.
     *
     * @param method of the request
     * @param uri its Request-URI
     * @param first it is the INVITE that is to make the call
     * @return null where that challenge is not ours to answer
     */
    @Nullable
    Header answer(SIPResponse challenge, String method, String uri, boolean first);

    /** Whether a request that goes there first goes to one of its servers. */
    boolean isServer(String host);

    /** How often a call there may be sent elsewhere by a 3xx response. */
    default int redirects() {
        return 0;
    }

    /**
     * Where a Contact of a 3xx response leads; null where no call may go there.
     *
     * @param contact without headers
     */
    default Redirects.@Nullable Place redirected(SipURI contact) {
        return null;
    }
}
