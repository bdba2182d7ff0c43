package io.parley.media;

import java.util.random.RandomGenerator;

/**
 * User fragment and password of one side of ICE (RFC 8839, section 5.4). Says nothing of itself but in a session
 * description.
 */
public record IceCredentials(String ufrag, String password) {
    private static final String ICE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** @param random that nobody can foresee */
    static IceCredentials fresh(RandomGenerator random) {
        return new IceCredentials(text(random, 8), text(random, 24)); // 48 and 144 bits; 24 and 128 are asked for
    }

    private static String text(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ICE_CHARACTERS.charAt(random.nextInt(ICE_CHARACTERS.length())));
        }
        return text.toString();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return ufrag;
    }
}
