package io.parley.agent.voice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words that were heard wrongly: substituted, left out or put in.
 *
 * @param wrong how many
 * @param words how many were said
 */
record WordErrors(int wrong, int words) {
    static final WordErrors NONE = new WordErrors(0, 0);

    /** Written in two ways, said in one. */
    private static final Map<String, String> SAME = Map.of("okay", "ok", "mr", "mister", "favour", "favor");

    static WordErrors between(String said, String heard) {
        List<String> expected = words(said);
        return new WordErrors(distance(expected, words(heard)), expected.size());
    }

    /** Lower case, without punctuation; what is written with a hyphen as two words. */
    static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT)
                        .replace("'", "")
                        .replaceAll("[^a-z ]", " ")
                        .strip()
                        .split(" +"))
                .filter(word -> !word.isEmpty())
                .map(word -> SAME.getOrDefault(word, word))
                .toList();
    }

    private static int distance(List<String> said, List<String> heard) {
        int[] row = new int[heard.size() + 1];
        Arrays.setAll(row, i -> i);
        for (int s = 1; s <= said.size(); s++) {
            int diagonal = row[0];
            row[0] = s;
            for (int h = 1; h < row.length; h++) {
                int substituted = diagonal + (said.get(s - 1).equals(heard.get(h - 1)) ? 0 : 1);
                diagonal = row[h];
                row[h] = Math.min(substituted, 1 + Math.min(row[h], row[h - 1]));
            }
        }
        return row[row.length - 1];
    }

    WordErrors plus(WordErrors other) {
        return new WordErrors(wrong + other.wrong, words + other.words);
    }

    double percent() {
        return 100.0 * wrong / words;
    }
}
