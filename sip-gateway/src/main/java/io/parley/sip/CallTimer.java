package io.parley.sip;

/** The timers of a call; each runs at most once at a time. */
enum CallTimer {
    /** The 200 goes out again (RFC 3261, section 13.3.1.4). */
    RESEND_OK,
    /** The ACK has not come for 64*T1. */
    ACK_WAIT,
    /** A reliable provisional response goes out again (RFC 3262, section 3). */
    RESEND_PROVISIONAL,
    /** Its PRACK has not come for 64*T1. */
    PRACK_WAIT,
    /** Nobody has answered; our INVITE, or our re-INVITE. */
    RING,
    /** Our re-INVITE met one of theirs and may go out again (section 14.1). */
    GLARE,
    /** The CANCEL has brought no final response (section 9.1). */
    CANCEL_WAIT,
    /** The target of a transfer has not answered. */
    TRANSFER,
    /** The transfer succeeded, and the far end has not hung up. */
    LEAVE,
    /** Half of the session's interval is over, and we refresh it (RFC 4028, section 10). */
    REFRESH,
    /** Nobody has refreshed the session in time. */
    SESSION,
    /** The longest that a call may last. */
    CALL_LENGTH
}
