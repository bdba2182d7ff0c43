package io.parley.sip;

/** Everything the gateway counts; the sentence is the help text of the exported metric. */
public enum SipCounter {
    CALLS_RECEIVED("INVITEs outside a dialog that passed every check and became a call"),
    CALLS_PLACED("INVITEs we sent"),
    CALLS_ANSWERED("calls whose 200 was acknowledged, both directions"),
    CALLS_ENDED("calls that ended, whatever the reason"),
    CALLS_REFUSED_FULL("INVITEs answered 503 or 486 because every line was taken"),
    CALLS_REFUSED_DRAINING("INVITEs answered 503 because the gateway is stopping"),
    CALLS_REFUSED_BY_HANDLER("INVITEs refused by the call handler, for example 404 for an unknown number"),
    CALLS_REFUSED_MEDIA("INVITEs answered 400 or 488 for their session description, or 503 for want of an RTP port"),
    CALLS_REPLACED("calls that took the place of another, by an INVITE with Replaces"),
    REPLACEMENTS_REFUSED(
            "INVITEs with Replaces answered 403, 481, 486 or 603 because their call is not to be replaced"),
    REFERRALS_FOLLOWED("REFERs within a call that were answered 202 and followed"),
    REFERRALS_REFUSED("REFERs within a call answered 403 or 491 where its trunk may send calls elsewhere"),
    CALL_FAULTS("calls ended by an exception of ours"),
    CALLS_STUCK("times that the watchdog found a call which had outlived all its timers"),
    ACKS_MISSING("calls given up because our 200 was never acknowledged"),
    OKS_RESENT("200 responses to INVITE sent again because no ACK had come"),
    PROVISIONALS_RESENT("reliable provisional responses sent again because no PRACK had come"),
    REFRESHES("UPDATE requests sent to keep a session from expiring; re-INVITEs for it are not counted"),
    TRANSFERS_STARTED("REFER requests sent"),
    TRANSFERS_DONE("transfers whose target answered"),
    TRANSFERS_FAILED("transfers that were refused, failed or ran out of time"),
    DIALS_REFUSED("calls and transfers of ours that the rules or caps of dial did not let us make"),
    OPTIONS_ANSWERED("OPTIONS requests outside a dialog answered 200"),
    REFUSED_METHOD("requests answered 405 or 501 because of their method"),
    REFUSED_INSECURE("requests refused because their call is by TLS and they were not"),
    REFUSED_NO_DIALOG("requests answered 481 because they belong to no call"),
    REFUSED_MERGED("INVITEs answered 482 because they came a second time by another path"),
    REFUSED_EXTENSION("requests answered 420 because they require an extension"),
    REFUSED_TIMER("INVITEs answered 422 because their session would expire too soon"),
    REFUSED_SCHEME("requests answered 416 because of the scheme of their Request-URI"),
    REFUSED_BODY("requests answered 406 or 415 because of their body"),
    REFUSED_MALFORMED("requests answered 400 because they break the grammar"),
    REFUSED_VERSION("requests answered 505 because of their SIP version"),
    REFUSED_TOO_LARGE("requests answered 413, 414 or 513 because of their size"),
    REFUSED_OVERLOAD("requests answered 503 because too many transactions are open already"),
    DROPPED_SOURCE("datagrams and connections dropped because their source may not call"),
    DROPPED_BANNED("datagrams and connections dropped because their source is banned for a time"),
    DROPPED_SCANNER("requests dropped because their User-Agent is a scanner's"),
    DROPPED_RATE("datagrams dropped because their source sent too many"),
    DROPPED_OVERLOAD("datagrams dropped because too many were waiting already"),
    DROPPED_MALFORMED(
            "malformed messages dropped without an answer: responses, ACKs, no Via, or too many from one source"),
    DROPPED_STRAY_RESPONSE("responses dropped because they match no request of ours"),
    DROPPED_STRAY_ACK("ACKs dropped because they match no call"),
    REGISTRATIONS("REGISTERs of users answered 200"),
    CHALLENGED("requests answered 401 or 407 because they need a password"),
    PASSWORDS_REFUSED("wrong passwords, and passwords of users that are not known"),
    REFUSED_TOO_MANY_FAILURES("requests answered 403 unseen because their source had too many wrong passwords"),
    REFUSED_IDENTITY("requests answered 403 because their user is not who they are from"),
    REFUSED_TOO_BRIEF("REGISTERs answered 423 because their expiry is too short"),
    REFUSED_BINDINGS("REGISTERs answered 503 for want of room, or 500 because a later one overtook them"),
    REFUSED_CONTACT("REGISTERs answered 403 because their Contact is where no user may be"),
    CHALLENGES_FOREIGN("challenges left unanswered because they are not of a trunk's own server and realm"),
    KEEP_ALIVES("empty datagrams that hold a NAT binding open"),
    CONNECTIONS_REFUSED("TCP connections not made because their source or the gateway has too many"),
    CONNECTIONS_STALLED(
            "TCP connections closed because the peer stopped reading, or did not finish the handshake of TLS"),
    CONNECTIONS_IDLE("TCP connections closed because they brought nothing for long and their peer has no call"),
    TLS_HANDSHAKES("TLS handshakes that succeeded, in both directions"),
    TLS_FAILED("TLS handshakes that failed: a certificate, a version, a cipher suite, or the time they may take"),
    SEND_FAILED("messages that could not be handed to the network"),
    STACK_ERRORS("errors the SIP stack reported about itself");

    private final String help;

    SipCounter(String help) {
        this.help = help;
    }

    public String help() {
        return help;
    }
}
