package io.parley.config;

/** SIP transport of a listening point (RFC 3261, section 18). */
public enum Transport {
    UDP,
    TCP,
    /** TLS over TCP. */
    TLS
}
