package io.parley.agent.voice;

import java.util.List;

/**
 * A stretch of speech that is planned at one go: phones with the punctuation that ends them, and which word each phone
 * belongs to.
 *
 * @param language whose phones these are, and in whose voice they are said
 * @param phones tokens of the voice, words separated by blanks, the last one of {@code , . ? ! ; :}
 * @param unitOf for each phone the index of its word in {@code words}; blanks and punctuation belong to the word before
 * @param words the words as they are said, with their places in the text; never empty
 */
public record Clause(Language language, String phones, int[] unitOf, List<Word> words) {

    /** A clause in American English. */
    public Clause(String phones, int[] unitOf, List<Word> words) {
        this(Language.EN_US, phones, unitOf, words);
    }

    /**
     * A word as it is said.
     *
     * @param text for example {@code four} where the text has {@code 4}
     * @param from first character of the text it stands for
     * @param to the character after the last
     * @param delivery how it differs from the rest of what is said
     * @param pauseAfter milliseconds of silence after it; {@link #NATURAL} as its punctuation has it
     */
    public record Word(String text, int from, int to, Delivery delivery, int pauseAfter) {
        /** No pause is asked for: the voice makes its own. */
        public static final int NATURAL = -1;

        public Word(String text, int from, int to) {
            this(text, from, to, Delivery.PLAIN, NATURAL);
        }
    }

    /** First character of the text that this clause says. */
    public int from() {
        return words.get(0).from();
    }

    /** The character after the last. */
    public int to() {
        return words.get(words.size() - 1).to();
    }
}
