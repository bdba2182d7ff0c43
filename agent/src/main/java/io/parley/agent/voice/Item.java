package io.parley.agent.voice;

/** A piece of text made ready to be spoken: a word as it is said, or a punctuation mark. */
sealed interface Item {

    /**
     * One spoken word.
     *
     * @param text the word as it is said: {@code four} where the text has {@code 412}
     * @param from first character of the text it stands for
     * @param to the character after the last
     */
    record Word(String text, Kind kind, int from, int to) implements Item {}

    /** How a word is to be read. */
    enum Kind {
        /** As a word. */
        WORD,
        /** One letter, by its name. */
        LETTER,
        /** Its letters, run together. */
        INITIALISM,
        /** The text is its phones. */
        PHONES
    }

    /**
     * A pause, and the melody before it.
     *
     * @param sign one of {@code , . ? ! ; :}
     * @param splits whether a clause may end here; not inside a telephone number
     */
    record Mark(char sign, boolean splits) implements Item {}
}
