package io.parley.media;

import java.util.Optional;

/** How a stream is encrypted and authenticated (RFC 4568, section 6.2; RFC 7714, section 14.2), the best first. */
public enum SrtpSuite {
    AEAD_AES_128_GCM(16, 12, 0, 16, 16),
    AEAD_AES_256_GCM(32, 12, 0, 16, 16),
    AES_CM_128_HMAC_SHA1_80(16, 14, 20, 10, 10),
    /** Short tags for RTP alone: reports have those of the other (RFC 3711, section 5.2). */
    AES_CM_128_HMAC_SHA1_32(16, 14, 20, 4, 10);

    final int keyBytes;
    final int saltBytes;
    final int authKeyBytes;
    final int rtpTagBytes;
    final int rtcpTagBytes;

    SrtpSuite(int keyBytes, int saltBytes, int authKeyBytes, int rtpTagBytes, int rtcpTagBytes) {
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.authKeyBytes = authKeyBytes;
        this.rtpTagBytes = rtpTagBytes;
        this.rtcpTagBytes = rtcpTagBytes;
    }

    /** Of master key and master salt together. */
    int materialBytes() {
        return keyBytes + saltBytes;
    }

    boolean isAead() {
        return authKeyBytes == 0;
    }

    /** As it stands in {@code a=crypto}. */
    static Optional<SrtpSuite> named(String name) {
        for (SrtpSuite suite : values()) {
            if (suite.name().equalsIgnoreCase(name)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
