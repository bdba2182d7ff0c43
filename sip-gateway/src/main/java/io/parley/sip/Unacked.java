package io.parley.sip;

import java.time.Duration;

/**
 * A 200 to an INVITE that waits for its ACK.
 *
 * @param cseq of the INVITE and of its ACK
 * @param wantsAnswer the 200 held an offer; the ACK must hold the answer
 * @param interval until it is sent again
 */
record Unacked(long cseq, boolean wantsAnswer, Duration interval) {

    /** RFC 3261, section 13.3.1.4: from T1, doubled up to T2. */
    Unacked later(Duration t2) {
        Duration doubled = interval.multipliedBy(2);
        return new Unacked(cseq, wantsAnswer, doubled.compareTo(t2) < 0 ? doubled : t2);
    }
}
