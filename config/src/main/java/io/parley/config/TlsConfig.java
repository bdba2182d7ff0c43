package io.parley.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Encrypted signalling (RFC 3261, section 26). The files are read again when they change.
 *
 * @param certificate PEM file with our certificate and what leads from it to its root; null where we only call
 * @param key PEM file with its private key, PKCS#8 and without a password; null where there is no certificate
 * @param authorities PEM file with the certificates that are trusted, of peers and of servers; null for those of the
 *     JVM
 * @param clients whether who connects to us must show a certificate
 */
public record TlsConfig(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path authorities,
        Clients clients) {
    /** Trusts whom the JVM trusts, and has no certificate. */
    public static final TlsConfig NONE = new TlsConfig(null, null, null, Clients.ANYONE);

    /** Who may connect. */
    public enum Clients {
        /** Whoever can speak TLS; the source's address, and perhaps a password, say who it is. */
        ANYONE,
        /** Whoever has a certificate of one of the authorities (mutual TLS). */
        CERTIFIED
    }

    static final String CERTIFICATE = "a PEM file with the certificate, because sip.listen has tls";

    public TlsConfig {
        new Rules()
                .require((certificate == null) == (key == null), "key", null, "certificate and key, or neither")
                .require(
                        clients == Clients.ANYONE || authorities != null,
                        "authorities",
                        null,
                        "a PEM file with the authorities whose certificates clients must show")
                .check();
    }
}
