package io.parley.actions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names one wish of one caller. Digests, so that neither the Idempotency-Key header nor a key of the store can carry
 * what the caller said.
 *
 * @param id goes out as the idempotency key and names the record in the store
 * @param arguments tells whether a second run with the same key asks for the same thing
 */
record WishId(String id, String arguments) {
    private static final int HEX_CHARS = 32;

    static WishId of(ActionRequest request) {
        String id = digest(request.callId(), request.action().name(), request.key());
        Map<String, String> sorted = new TreeMap<>(request.arguments());
        String[] texts = new String[1 + 2 * sorted.size()];
        int i = 0;
        texts[i++] = id;
        for (Map.Entry<String, String> argument : sorted.entrySet()) {
            texts[i++] = argument.getKey();
            texts[i++] = argument.getValue();
        }
        return new WishId(id, digest(texts));
    }

    private static String digest(String... texts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, HEX_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
