package io.parley.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The SHA-256 hash of a certificate (RFC 8122, section 5). */
public final class Fingerprint {
    private static final String SHA_256 = "sha-256";
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();
    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}");

    private final byte[] hash;

    private Fingerprint(byte[] hash) {
        this.hash = hash;
    }

    /** @param certificate DER */
    static Fingerprint of(byte[] certificate) {
        try {
            return new Fingerprint(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Reads {@code sha-256 AB:CD:…}; empty for other hashes, which RFC 8122 has given up or nobody uses. */
    static Optional<Fingerprint> read(String value) {
        String[] words = value.trim().split(" +", 3);
        boolean ours = words.length == 2
                && words[0].toLowerCase(Locale.ROOT).equals(SHA_256)
                && FORM.matcher(words[1]).matches();
        return ours
                ? Optional.of(new Fingerprint(COLONS.parseHex(words[1].toUpperCase(Locale.ROOT))))
                : Optional.empty();
    }

    boolean isOf(byte[] certificate) {
        return MessageDigest.isEqual(hash, of(certificate).hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint print && Arrays.equals(hash, print.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    /** As it stands in {@code a=fingerprint}. */
    @Override
    public String toString() {
        return SHA_256 + " " + COLONS.formatHex(hash);
    }
}
