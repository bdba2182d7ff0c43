package io.parley.sip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys as everybody keeps them (RFC 7468). Errors name key and file, never what is in it. */
final class Pem {
    private static final int MAX_BYTES = 1_000_000;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+?)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final String CONVERT = "openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW makes one";

    private Pem() {}

    /**
     * All certificates of a file, in order.
     *
     * @param key of the configuration, for the message
     * @throws SipFault where the file has none, or one that cannot be read
     */
    static List<X509Certificate> certificates(String key, Path file) {
        List<X509Certificate> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text(key, file));
        while (blocks.find()) {
            if (blocks.group(1).equals("CERTIFICATE")) {
                found.add(certificate(key, file, blocks.group(2)));
            }
        }
        if (found.isEmpty()) {
            throw new SipFault(key + " " + file + ": expected a PEM certificate chain, found no certificate");
        }
        return found;
    }

    private static X509Certificate certificate(String key, Path file, String base64) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes(base64)));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new SipFault(key + " " + file + ": expected a PEM certificate chain, found one that is no X.509", e);
        }
    }

    /**
     * The private key of a file.
     *
     * @throws SipFault where it has none that can be used
     */
    static PrivateKey privateKey(String key, Path file) {
        Matcher blocks = BLOCK.matcher(text(key, file));
        String found = "no private key";
        while (blocks.find()) {
            String kind = blocks.group(1);
            if (kind.equals("PRIVATE KEY")) {
                return privateKey(key, file, blocks.group(2));
            }
            if (kind.endsWith("PRIVATE KEY")) {
                found = "a key of the kind " + kind + "; " + CONVERT;
            }
        }
        throw new SipFault(key + " " + file + ": expected a PEM private key (PKCS#8, no password), found " + found);
    }

    private static PrivateKey privateKey(String key, Path file, String base64) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes(base64)));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // Perhaps it is one of the others.
            }
        }
        throw new SipFault(key + " " + file + ": expected a private key of " + ALGORITHMS + ", found another");
    }

    private static byte[] bytes(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private static String text(String key, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new SipFault(key + " " + file + ": expected a PEM file, found more than " + MAX_BYTES + " bytes");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new SipFault(
                    key + " " + file + ": expected a file that can be read, found none (" + reason(e) + ")", e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }
}
