package io.parley.config;

/** Whether the audio of a peer's calls is encrypted (SRTP, RFC 3711; keys by RFC 4568, and so by TLS alone). */
public enum SrtpPolicy {
    /** Never: an offer of encrypted audio alone is refused (488). */
    OFF,
    /** Where the peer can. Calls to it offer both. */
    OPTIONAL,
    /** Always: an offer of plain audio is refused (488). */
    REQUIRED
}
