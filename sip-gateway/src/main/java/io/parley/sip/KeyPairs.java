package io.parley.sip;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether a public and a private key are one pair. */
final class KeyPairs {
    private static final byte[] ANYTHING = {1, 2, 3, 4};

    private KeyPairs() {}

    static boolean belong(PublicKey known, PrivateKey secret) throws GeneralSecurityException {
        if (!algorithm(known.getAlgorithm()).equals(algorithm(secret.getAlgorithm()))) {
            return false;
        }
        Signature signer = Signature.getInstance(signature(secret.getAlgorithm()));
        signer.initSign(secret);
        signer.update(ANYTHING);
        byte[] signed = signer.sign();
        signer.initVerify(known);
        signer.update(ANYTHING);
        return signer.verify(signed);
    }

    private static String signature(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
    }

    private static String algorithm(String name) {
        return name.startsWith("Ed") ? "EdDSA" : name;
    }
}
