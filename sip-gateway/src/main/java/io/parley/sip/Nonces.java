package io.parley.sip;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Nonces that need no memory until somebody with a password has used one (RFC 7616, section 5.4): time, chance, and an
 * HMAC over both and the source. Of those that were used the highest count is kept, for as many as {@link #USED}; where
 * one had to be forgotten, all that are as old are stale. Any thread.
 */
final class Nonces {
    static final int USED = 20_000;
    /** Nonces remembered that came with a wrong password; beyond it the oldest is forgotten. */
    static final int FAILED = 10_000;

    static final Duration LIFE = Duration.ofMinutes(5);
    private static final String HMAC = "HmacSHA256";
    private static final int CLEAR = 16;
    private static final int SIGNED = 16;

    /** What a nonce is worth. */
    enum Verdict {
        GOOD,
        STALE,
        FORGED
    }

    private final SecretKeySpec key;
    private final RandomGenerator random;
    private long forgotten = Long.MIN_VALUE;
    private final Map<String, Long> counts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            if (size() <= USED) {
                return false;
            }
            forgotten = Math.max(forgotten, seconds(eldest.getKey()));
            return true;
        }
    };

    private final Set<ByteBuffer> failures = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
            return size() > FAILED;
        }
    });

    Nonces(RandomGenerator random) {
        this.random = random;
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, HMAC);
    }

    /** @param seconds by any clock that does not go back */
    String issue(InetAddress source, long seconds) {
        byte[] clear = ByteBuffer.allocate(CLEAR)
                .putLong(seconds)
                .putLong(random.nextLong())
                .array();
        byte[] all = Arrays.copyOf(clear, CLEAR + SIGNED);
        System.arraycopy(sign(clear, source), 0, all, CLEAR, SIGNED);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    Verdict look(String nonce, InetAddress source, long seconds) {
        byte[] all = bytes(nonce);
        if (all == null) {
            return Verdict.FORGED;
        }
        byte[] clear = Arrays.copyOf(all, CLEAR);
        byte[] signature = Arrays.copyOfRange(all, CLEAR, all.length);
        if (!MessageDigest.isEqual(signature, Arrays.copyOf(sign(clear, source), SIGNED))) {
            return Verdict.FORGED;
        }
        return seconds - ByteBuffer.wrap(clear).getLong() <= LIFE.toSeconds() ? Verdict.GOOD : Verdict.STALE;
    }

    /**
     * Uses a good nonce, by somebody who knows the password.
     *
     * @param count the nc that came with it, which must rise from use to use
     * @return whether it has not been used so before
     */
    synchronized boolean use(String nonce, long count) {
        Long highest = counts.get(nonce);
        boolean known = highest != null || seconds(nonce) > forgotten;
        if (!known || count <= (highest == null ? 0 : highest)) {
            return false;
        }
        counts.put(nonce, count);
        return true;
    }

    /**
     * A wrong password came with it.
     *
     * @return whether it is the first, however the nonce is spelled: its last character has bits that say nothing
     */
    synchronized boolean fail(String nonce) {
        byte[] all = bytes(nonce);
        return all != null && failures.add(ByteBuffer.wrap(all));
    }

    /** Nonces remembered now that came with a wrong password. */
    synchronized int failed() {
        return failures.size();
    }

    /** Nonces remembered now. */
    synchronized int used() {
        return counts.size();
    }

    private static long seconds(String nonce) {
        byte[] all = bytes(nonce);
        return all == null ? Long.MIN_VALUE : ByteBuffer.wrap(all).getLong();
    }

    private static byte @Nullable [] bytes(String nonce) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(nonce);
            return all.length == CLEAR + SIGNED ? all : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] sign(byte[] clear, InetAddress source) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(clear);
            return mac.doFinal(source.getAddress());
        } catch (GeneralSecurityException e) {
            throw new SipFault("every JDK has " + HMAC, e);
        }
    }
}
