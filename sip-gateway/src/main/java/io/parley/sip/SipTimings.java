package io.parley.sip;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param t1 round trip estimate (RFC 3261, section 17.1.1.1)
 * @param t2 longest interval between retransmissions
 * @param ring longest an incoming call rings before the agent takes it, or an outgoing one before we give up
 * @param transfer longest a transfer may take from REFER to final NOTIFY
 * @param leave how long the far end may take to hang up after a successful transfer before we do
 * @param callLength the longest a call may last
 * @param second how long a second of Session-Expires takes: less only for tests, as RFC 4028 has no interval below 90
 */
record SipTimings(
        Duration t1,
        Duration t2,
        Duration ring,
        Duration transfer,
        Duration leave,
        Duration callLength,
        Duration second) {

    SipTimings(Duration t1, Duration t2, Duration ring, Duration transfer, Duration leave, Duration callLength) {
        this(t1, t2, ring, transfer, leave, callLength, Duration.ofSeconds(1));
    }

    static SipTimings standard(Duration callLength) {
        return new SipTimings(
                Duration.ofMillis(500),
                Duration.ofSeconds(4),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                callLength);
    }

    SipTimings ringing(Duration longest) {
        return new SipTimings(t1, t2, longest, transfer, leave, callLength);
    }

    /** 64*T1: how long a transaction lives. */
    Duration giveUp() {
        return t1.multipliedBy(64);
    }
}
