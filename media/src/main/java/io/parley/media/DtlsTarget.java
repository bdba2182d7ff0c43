package io.parley.media;

/**
 * What is agreed on of DTLS-SRTP (RFC 5763): they begin, we answer.
 *
 * @param fingerprint of the certificate that the far end must show
 * @param ice the far end checks its paths, and only the one that it nominates counts; otherwise its address is that of
 *     the session description
 * @param session text by which another agreement is told from this one: a new certificate or new credentials of ICE mean
 *     a new handshake (RFC 8842, section 4)
 * @param mux RTP and RTCP share the port (RFC 5761)
 * @param mid of the m-line; empty for none
 * @param profile of the m-line, which every description of the session has
 */
public record DtlsTarget(
        Fingerprint fingerprint, boolean ice, String session, boolean mux, String mid, String profile) {}
