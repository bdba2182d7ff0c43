package io.parley.agent.grammar;

import java.util.Locale;

/** How the agent spells. */
public final class Phonetic {
    private Phonetic() {}

    /** "B as in Bravo", with the ICAO's word. */
    public static String of(char letter) {
        String word = Letters.wordsOf(letter).get(0).replace(' ', '-');
        return letter + " as in " + word.substring(0, 1).toUpperCase(Locale.ENGLISH) + word.substring(1);
    }
}
