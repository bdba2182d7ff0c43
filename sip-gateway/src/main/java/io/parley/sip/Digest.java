package io.parley.sip;

import io.parley.config.RegistrarConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Digest access authentication (RFC 7616), as SIP uses it (RFC 8760). Pure. */
enum Digest {
    MD5("MD5"),
    SHA_256("SHA-256");

    /** As headers write it; also what the JDK calls it. */
    final String token;

    Digest(String token) {
        this.token = token;
    }

    static Digest of(RegistrarConfig.Digest configured) {
        return configured == RegistrarConfig.Digest.MD5 ? MD5 : SHA_256;
    }

    /** @param token as a header names it; null means MD5 (RFC 7616, section 3.3) */
    static @Nullable Digest of(@Nullable String token) {
        String name = token == null ? MD5.token : token.toUpperCase(Locale.ROOT);
        for (Digest each : values()) {
            if (each.token.equals(name)) {
                return each;
            }
        }
        return null; // the -sess variants among them, which nobody uses with SIP
    }

    /** RFC 7616, section 3.4.2. */
    String ha1(String user, String realm, String password) {
        return hash(user + ":" + realm + ":" + password);
    }

    /**
     * RFC 7616, section 3.4.1.
     *
     * @param nc eight hexadecimal digits; null without qop (RFC 2069)
     */
    String response(String ha1, String nonce, @Nullable String nc, @Nullable String cnonce, String method, String uri) {
        String ha2 = hash(method + ":" + uri);
        return hash(ha1 + ":" + nonce + ":" + (nc == null ? "" : nc + ":" + cnonce + ":auth:") + ha2);
    }

    String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(token).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new SipFault("every JDK has " + token, e);
        }
    }
}
