package io.parley.agent.grammar;

import io.parley.agent.ear.Tag;
import io.parley.agent.ear.WordGraph;
import java.util.List;

/**
 * Digits and letters in a row, one by one or in groups, and what people say when they correct themselves in the middle of
 * them. Every word that matters is tagged with the symbols it stands for, or with what it does to those before; {@link
 * Spelling} reads them.
 */
final class SpelledPhrases {
    /** Every further word must be worth it: fewer insertions in loops. */
    private static final float WORD = -1.5f;

    private static final float OH = -0.5f;
    /** "Oh" for a single digit is rarer than the interjection. */
    private static final float LONE_OH = -9;

    private static final float REPEATED = -1.5f;
    private static final float GROUPED = -3;
    private static final float INCOMPLETE = -2;
    /** Who spells with an alphabet's words takes the ICAO's more often than another's. */
    private static final float OTHER_WORD = -2;

    static final float SLIP = -3;
    /** A bare "no" is easily taken for an "oh". */
    static final float BARE_NO = -2;
    /** What was said last is said again more often than what was said before it. */
    private static final float FURTHER_BACK = -0.5f;
    /** "Sorry", and nothing was wrong. */
    private static final float ONLY_HESITATED = -1;
    /** Inside longer values, and inside codes, nothing is replaced, only said again: their graphs are large enough. */
    private static final int MOST_REPLACED_IN = 12;
    /** Symbols replaced at once: "five one, not nine one". */
    private static final int MOST_REPLACED = 2;
    /** Words for a letter where a single one is mended. */
    private static final int COMMON_WORDS = 3;
    /** Symbols that "it ends in …" names. */
    private static final int MOST_NAMED = 3;

    private final WordGraph graph;

    SpelledPhrases(WordGraph graph) {
        this.graph = graph;
    }

    /**
     * One node for each number of symbols said; values that are too short may end the utterance but are not complete.
     *
     * @return the nodes, by the number of symbols said
     */
    int[] add(int from, int to, Places places) {
        int[] nodes = new int[places.most() + 1];
        nodes[0] = from;
        for (int i = 1; i < nodes.length; i++) {
            nodes[i] = graph.node();
            if (i >= places.fewest()) {
                graph.skip(nodes[i], to, 0);
            } else {
                graph.end(nodes[i], INCOMPLETE, false);
            }
        }
        for (int i = 0; i < places.most(); i++) {
            if (places.digit(i)) {
                digits(nodes, i, places);
            }
            if (places.letter(i)) {
                letters(nodes, i, places);
            }
        }
        for (int i = 1; i < nodes.length; i++) {
            slips(nodes, i, places);
        }
        return nodes;
    }

    private void digits(int[] nodes, int at, Places places) {
        for (int d = 0; d < 10; d++) {
            String digit = Integer.toString(d);
            String word = NumberPhrases.DIGITS.get(d);
            graph.word(nodes[at], nodes[at + 1], word, places.most() == 1 ? 0 : WORD, tag(places, digit));
            if (places.digits(at, 2)) {
                graph.phrase(nodes[at], nodes[at + 2], "double " + word, REPEATED, tag(places, digit.repeat(2)));
            }
            if (places.digits(at, 3)) {
                graph.phrase(nodes[at], nodes[at + 3], "triple " + word, REPEATED, tag(places, digit.repeat(3)));
                if (d > 0) {
                    graph.phrase(nodes[at], nodes[at + 3], word + " hundred", GROUPED, tag(places, digit + "00"));
                }
            }
            if (places.digits(at, 4) && d > 0) {
                graph.phrase(nodes[at], nodes[at + 4], word + " thousand", GROUPED, tag(places, digit + "000"));
            }
        }
        graph.word(nodes[at], nodes[at + 1], "oh", places.most() == 1 ? LONE_OH : OH + WORD, tag(places, "0"));
        if (places.digits(at, 2)) {
            graph.phrase(nodes[at], nodes[at + 2], "double oh", REPEATED, tag(places, "00"));
            groups(nodes[at], nodes[at + 2], places);
        }
    }

    /** "Forty two" for 4 2: the tens word stands for its digit, so that the unit follows as a digit of its own. */
    private void groups(int from, int to, Places places) {
        for (int i = 0; i < NumberPhrases.TEENS.size(); i++) {
            graph.word(from, to, NumberPhrases.TEENS.get(i), GROUPED, tag(places, Integer.toString(10 + i)));
        }
        for (int i = 0; i < NumberPhrases.TENS.size(); i++) {
            String tens = Integer.toString(i + 2);
            graph.word(from, to, NumberPhrases.TENS.get(i), GROUPED + WORD, tag(places, tens + "0"));
            int unit = graph.node();
            graph.word(from, unit, NumberPhrases.TENS.get(i), GROUPED, tag(places, tens));
            for (int d = 1; d < 10; d++) {
                graph.word(unit, to, NumberPhrases.DIGITS.get(d), 0, tag(places, Integer.toString(d)));
            }
        }
    }

    private void letters(int[] nodes, int at, Places places) {
        boolean twice = at + 1 < places.most() && places.letter(at + 1);
        for (char letter = 'A'; letter <= 'Z'; letter++) {
            letter(nodes[at], nodes[at + 1], letter, Letters.wordsOf(letter), places);
            if (twice) {
                Tag both = tag(places, String.valueOf(letter).repeat(2));
                for (String name : Letters.namesOf(letter)) {
                    graph.phrase(nodes[at], nodes[at + 2], "double " + name, REPEATED, both);
                }
            }
        }
    }

    /** "B", "bravo", "b as in bravo". */
    private void letter(int from, int to, char letter, List<String> words, Places places) {
        Tag tag = tag(places, String.valueOf(letter));
        int named = graph.node();
        Letters.namesOf(letter).forEach(name -> graph.phrase(from, named, name, WORD, tag));
        graph.skip(named, to, 0);
        int as = graph.node();
        Letters.AS_IN.forEach(link -> graph.phrase(named, as, link, 0, null));
        words.forEach(word -> graph.phrase(as, to, word, 0, null));
        graph.phrase(from, to, words.get(0), WORD, tag);
        words.stream().skip(1).forEach(word -> graph.phrase(from, to, word, WORD + OTHER_WORD, tag));
    }

    /**
     * "Four oh nine, no wait, five", and it goes on from there; "… no wait, five, not nine". How much of what was said
     * before is meant follows from what comes after ({@link Spelling}).
     */
    private void slips(int[] nodes, int said, Places places) {
        int slip = graph.node();
        Tag tag = tag(places, Phrases.AGAIN);
        Phrases.SLIPS.forEach(p -> graph.phrase(nodes[said], slip, p, SLIP, tag));
        graph.word(nodes[said], slip, "no", SLIP + BARE_NO, tag);
        graph.skip(slip, nodes[said], ONLY_HESITATED);
        for (int back = 1; back <= said; back++) {
            graph.skip(slip, nodes[said - back], back == 1 || back == said ? 0 : FURTHER_BACK);
        }
        boolean digits = places.kinds().matches("D+");
        if (digits && places.most() > 1 && places.most() <= MOST_REPLACED_IN) {
            replacement(slip, nodes[said], places);
        }
    }

    /** "Five, not nine". */
    private void replacement(int from, int to, Places places) {
        int right = from;
        for (int count = 1; count <= Math.min(MOST_REPLACED, places.most()); count++) {
            right = symbol(right, places);
            int wrong = graph.node();
            graph.word(right, wrong, "not", 0, tag(places, Spelling.NOT));
            for (int i = 1; i < count; i++) {
                wrong = symbol(wrong, places);
            }
            symbol(wrong, to, places);
        }
    }

    private int symbol(int from, Places places) {
        int to = graph.node();
        symbol(from, to, places);
        return to;
    }

    /** Any one symbol that some place may have; of the words for letters only the commonest, or the graph would burst. */
    private void symbol(int from, int to, Places places) {
        if (places.kinds().matches(".*[DX].*")) {
            for (int d = 0; d < 10; d++) {
                graph.word(from, to, NumberPhrases.DIGITS.get(d), WORD, tag(places, Integer.toString(d)));
            }
            graph.word(from, to, "oh", WORD + OH, tag(places, "0"));
        }
        if (places.kinds().matches(".*[LX].*")) {
            for (char letter = 'A'; letter <= 'Z'; letter++) {
                List<String> words = Letters.wordsOf(letter);
                letter(from, to, letter, words.subList(0, Math.min(words.size(), COMMON_WORDS)), places);
            }
        }
    }

    /**
     * What corrects a value that has been said back: "five, not nine", "the last digit is five", "it ends in five one".
     */
    void fixes(int from, int to, Places places) {
        if (places.most() == 1) {
            return;
        }
        replacement(from, to, places);
        int last = graph.node();
        int first = graph.node();
        for (String symbol : Phrases.SYMBOLS) {
            for (String is : Phrases.IS) {
                graph.phrase(from, last, "the last " + symbol + " " + is, 0, tag(places, Spelling.LAST));
                graph.phrase(from, first, "the first " + symbol + " " + is, 0, tag(places, Spelling.FIRST));
            }
        }
        symbol(last, to, places);
        symbol(first, to, places);
        ends(from, to, Phrases.ENDS_IN, tag(places, Spelling.LAST), places);
        ends(from, to, Phrases.STARTS_WITH, tag(places, Spelling.FIRST), places);
    }

    private void ends(int from, int to, List<String> leads, Tag tag, Places places) {
        int at = graph.node();
        for (String lead : leads) {
            graph.phrase(from, at, lead, 0, tag);
        }
        for (int i = 0; i < Math.min(MOST_NAMED, places.most() - 1); i++) {
            at = symbol(at, places);
            graph.skip(at, to, 0);
        }
    }

    private static Tag tag(Places places, String part) {
        return Tag.part(places.slot(), part);
    }
}
