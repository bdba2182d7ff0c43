package io.parley.media;

/**
 * Our side of DTLS-SRTP in one session (RFC 5763).
 *
 * @param fingerprint of our certificate, as in {@code a=fingerprint}
 * @param ice what the far end's checks must know, where it speaks ICE
 */
public record DtlsLocal(String fingerprint, IceCredentials ice) {}
