package io.parley.agent.voice;

import java.util.List;

/**
 * A stretch of speech that is planned at one go: phones with the punctuation that ends them, and which word each phone
 * belongs to.
 *
 * @param phones tokens of the voice, words separated by blanks, the last one of {@code , . ? ! ; :}
 * @param unitOf for each phone the index of its word in {@code words}; blanks and punctuation belong to the word before
 * @param words the words as they are said, with their places in the text; never empty
 */
public record Clause(String phones, int[] unitOf, List<Word> words) {

    /**
     * A word as it is said.
     *
     * @param text for example {@code four} where the text has {@code 4}
     * @param from first character of the text it stands for
     * @param to the character after the last
     */
    public record Word(String text, int from, int to) {}

    /** First character of the text that this clause says. */
    public int from() {
        return words.get(0).from();
    }

    /** The character after the last. */
    public int to() {
        return words.get(words.size() - 1).to();
    }
}
