package io.parley.sip;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Makes the identifiers that a call needs. Random bits come from a {@link java.security.SecureRandom} in production: who
 * could guess a tag or a branch could end other people's calls (RFC 3261, section 19.3). Any thread.
 */
final class Identifiers {
    private static final char[] BASE32 = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private final RandomGenerator random;
    private final LongSupplier epochMillis;

    Identifiers(RandomGenerator random, LongSupplier epochMillis) {
        this.random = random;
        this.epochMillis = epochMillis;
    }

    /** Our own id of a call: 48 bits of time, so that ids sort by it, and 80 random bits; 26 characters. */
    String callId() {
        return base32(epochMillis.getAsLong(), 10) + base32(random.nextLong(), 8) + base32(random.nextLong(), 8);
    }

    /** A From or To tag: 65 random bits. */
    String tag() {
        return base32(random.nextLong(), 13);
    }

    /** A Call-ID header's value: 130 random bits; names no host. */
    String sipCallId() {
        return tag() + tag();
    }

    /** A Via branch with the cookie of RFC 3261, section 8.1.1.7. */
    String branch() {
        return "z9hG4bK" + tag();
    }

    /** Session id of {@code o=}: fits any parser that keeps it in 63 bits. */
    long sessionId() {
        return random.nextLong() >>> 2;
    }

    private static String base32(long bits, int digits) {
        char[] out = new char[digits];
        long left = bits;
        for (int i = digits - 1; i >= 0; i--) {
            out[i] = BASE32[(int) (left & 31)];
            left >>>= 5;
        }
        return new String(out);
    }
}
