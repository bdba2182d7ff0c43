package io.parley.actions;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A wire that signs every request as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> say: whoever knows
 * the secret sees that it comes from us, is whole, and is not one of long ago.
 *
 * @param secret the key itself
 * @param time of the wall clock, which the other side compares with its own
 */
record SignedWire(HttpWire wire, byte[] secret, InstantSource time) implements HttpWire {
    private static final String PREFIX = "whsec_";
    /** Standard Webhooks, "Signature scheme". */
    private static final int MIN_BYTES = 24;

    static final String EXPECTED =
            "Base64 of at least " + MIN_BYTES + " bytes behind whsec_ there, or a secret that does not begin so";

    /**
     * The key of a secret as it is written: Base64 behind {@code whsec_}, or the text itself.
     *
     * @throws IllegalArgumentException where it is {@link #EXPECTED} to be another
     */
    static byte[] key(String written) {
        if (!written.startsWith(PREFIX)) {
            return written.getBytes(StandardCharsets.UTF_8);
        }
        byte[] key = Base64.getDecoder().decode(written.substring(PREFIX.length()));
        if (key.length < MIN_BYTES) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return key;
    }

    @Override
    public Exchange send(HttpCall call) {
        String id = call.headers().get("idempotency-key");
        if (id == null) {
            return wire.send(call); // where a redirect has made a read of it, there is nothing to sign
        }
        Map<String, String> fields = new HashMap<>(call.headers());
        String stamp = Long.toString(time.instant().getEpochSecond());
        fields.put("webhook-id", id);
        fields.put("webhook-timestamp", stamp);
        fields.put("webhook-signature", "v1," + signature(id + "." + stamp + ".", call.body()));
        return wire.send(new HttpCall(call.method(), call.origin(), call.uri(), fields, call.body()));
    }

    private String signature(String head, @Nullable Buffer body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body == null ? new byte[0] : body.getBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
