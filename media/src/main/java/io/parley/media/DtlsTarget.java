package io.parley.media;

import org.jspecify.annotations.Nullable;

/**
 * What is agreed on of DTLS-SRTP (RFC 5763): they begin, we answer.
 *
 * @param fingerprint of the certificate that the far end must show
 * @param tlsId by which the far end tells one association from the next (RFC 8842, section 4); empty for none
 * @param ufrag theirs of ICE: the far end checks its paths, and only the one that it nominates counts. Null without ICE,
 *     where its address is that of the session description. Their password is needed by nobody who makes no checks
 * @param mux RTP and RTCP share the port (RFC 5761)
 * @param mid of the m-line; empty for none
 * @param profile of the m-line, which every description of the session has
 */
public record DtlsTarget(
        Fingerprint fingerprint, String tlsId, @Nullable String ufrag, boolean mux, String mid, String profile) {

    /** Whether the far end is checked by ICE. */
    public boolean ice() {
        return ufrag != null;
    }

    /**
     * Whether the handshake of that one is good for this one too. Another certificate or another id ask for a new one;
     * ICE that begins again does not (RFC 8842, section 4).
     */
    boolean continues(@Nullable DtlsTarget before) {
        return before != null && fingerprint.equals(before.fingerprint) && tlsId.equals(before.tlsId);
    }
}
