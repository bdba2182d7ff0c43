package io.parley.server.phone;

import java.util.Locale;

/** Compares what is said by its words, however it is written. Pure. */
public final class SpokenText {
    private SpokenText() {}

    /** Whether a text holds these words one after another, whatever stands between them. */
    public static boolean holds(String text, String words) {
        return (" " + words(text) + " ").contains(" " + words(words) + " ");
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replaceAll("[^\\p{L}\\p{N}']+", " ")
                .strip();
    }
}
