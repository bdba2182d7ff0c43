package io.parley.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether files hold what they are to hold, so that no caller meets one that does not. */
final class Pem {
    private static final int MAX_BYTES = 1_048_576;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private Pem() {}

    /** Whether a file has certificates (RFC 7468, section 5). */
    static boolean hasCertificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Files.size(file) <= MAX_BYTES
                    && !CertificateFactory.getInstance("X.509")
                            .generateCertificates(in)
                            .isEmpty();
        } catch (IOException | CertificateException e) {
            return false;
        }
    }

    /** Whether a file has a private key that no password protects (RFC 7468, section 10). */
    static boolean hasKey(Path file) {
        try {
            Matcher key =
                    KEY.matcher(Files.size(file) <= MAX_BYTES ? Files.readString(file, StandardCharsets.US_ASCII) : "");
            return key.find() && Base64.getMimeDecoder().decode(key.group(2)).length > 0;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
