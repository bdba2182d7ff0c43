package io.parley.media;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** A master key with its salt (RFC 3711, section 8.1). Says nothing of itself but in a session description. */
public final class SrtpKey {
    private final SrtpSuite suite;
    private final byte[] material;

    /** @param material key, then salt, of the lengths of the suite */
    SrtpKey(SrtpSuite suite, byte[] material) {
        if (material.length != suite.materialBytes()) {
            throw new IllegalArgumentException(suite + " has " + suite.materialBytes() + " bytes of key and salt");
        }
        this.suite = suite;
        this.material = material.clone();
    }

    SrtpSuite suite() {
        return suite;
    }

    byte[] key() {
        return Arrays.copyOf(material, suite.keyBytes);
    }

    byte[] salt() {
        return Arrays.copyOfRange(material, suite.keyBytes, material.length);
    }

    /** For {@code inline:}. */
    String base64() {
        return Base64.getEncoder().encodeToString(material);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKey key && suite == key.suite && MessageDigest.isEqual(material, key.material);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(material);
    }

    /** Never the key: this is logged. */
    @Override
    public String toString() {
        return suite.name();
    }
}
