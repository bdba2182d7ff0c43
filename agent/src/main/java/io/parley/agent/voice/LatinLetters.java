package io.parley.agent.voice;

import java.text.Normalizer;
import java.util.Map;

/** What can be read of a word's letters: those of other scripts cannot. Pure. */
final class LatinLetters {
    private static final int ASCII = 128;

    /** Letters that are no plain letter with an accent. */
    private static final Map<Character, String> OTHERS = Map.of(
            '\u00DF', "ss", '\u00E6', "ae", '\u00C6', "Ae", '\u00F8', "o", '\u00D8', "O", '\u0153', "oe", '\u0142', "l",
            '\u0141', "L", '\u0111', "d", '\u00F0', "d");

    private LatinLetters() {}

    /** The word in plain letters, accents dropped; empty where it is in another script. */
    static String plain(String word) {
        StringBuilder letters = new StringBuilder();
        for (char c : Normalizer.normalize(word, Normalizer.Form.NFD).toCharArray()) {
            letters.append(c < ASCII ? String.valueOf(c) : OTHERS.getOrDefault(c, ""));
        }
        return letters.toString();
    }

    /** The same with its accents. */
    static String accented(String word) {
        StringBuilder letters = new StringBuilder();
        for (char c : word.toCharArray()) {
            boolean plain =
                    Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0) < ASCII;
            letters.append(plain ? String.valueOf(c) : OTHERS.getOrDefault(c, ""));
        }
        return letters.toString();
    }

    /** How many letters are of other scripts; what is dropped from accents and ligatures does not count. */
    static int foreign(String word) {
        return (int) word.chars()
                .filter(c -> Character.isLetter(c) && Character.UnicodeScript.of(c) != Character.UnicodeScript.LATIN)
                .count();
    }
}
