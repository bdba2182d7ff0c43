package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A syllable of a clause: a vowel, with the consonants between it and the one before and, at the end of a word, those
 * behind it.
 *
 * @param from index of its first phone in the clause
 * @param vowel index of its vowel
 * @param to index after its last phone
 * @param inWord how many syllables of its word come before it
 * @param word its word
 */
record Syllable(int from, int vowel, int to, int inWord, Clause.Word word) {
    private static final String ALSO_NUCLEI = "eoᵊɐɨ";
    private static final String OUTSIDE = " " + Phones.PUNCTUATION;

    /** The syllables of a clause in order; a word without a vowel has none. */
    static List<Syllable> of(Clause clause) {
        List<Syllable> syllables = new ArrayList<>();
        String phones = clause.phones();
        for (int i = 0; i < phones.length(); i++) {
            if (isNucleus(phones.charAt(i))) {
                add(clause, i, syllables);
            }
        }
        return syllables;
    }

    private static void add(Clause clause, int vowel, List<Syllable> syllables) {
        int word = clause.unitOf()[vowel];
        Syllable before = syllables.isEmpty() ? null : syllables.get(syllables.size() - 1);
        boolean begins = before == null || clause.unitOf()[before.vowel] != word;
        int from = begins || before == null ? vowel : before.to;
        while (begins && from > 0 && belongs(clause, from - 1, word)) {
            from--;
        }
        int to = vowel + 1;
        while (!isFollowed(clause, vowel, word) && to < clause.phones().length() && belongs(clause, to, word)) {
            to++;
        }
        int inWord = begins || before == null ? 0 : before.inWord + 1;
        syllables.add(new Syllable(from, vowel, to, inWord, clause.words().get(word)));
    }

    private static boolean isFollowed(Clause clause, int vowel, int word) {
        for (int i = vowel + 1; i < clause.phones().length() && clause.unitOf()[i] == word; i++) {
            if (isNucleus(clause.phones().charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean belongs(Clause clause, int phone, int word) {
        return clause.unitOf()[phone] == word && OUTSIDE.indexOf(clause.phones().charAt(phone)) < 0;
    }

    private static boolean isNucleus(char phone) {
        return Phones.isVowel(phone) || ALSO_NUCLEI.indexOf(phone) >= 0;
    }

    /**
     * The note it is sung on: that of the word's mark, its last held where it has fewer than syllables; else that of the
     * style's melody.
     *
     * @param number its place among the clause's syllables
     */
    @Nullable
    Note note(Manner manner, int number) {
        List<Note> own = word.delivery().notes();
        if (!own.isEmpty()) {
            return own.get(Math.min(inWord, own.size() - 1));
        }
        List<Note> melody = manner.style().melody();
        return melody.isEmpty() ? null : melody.get((manner.firstNote() + number) % melody.size());
    }
}
