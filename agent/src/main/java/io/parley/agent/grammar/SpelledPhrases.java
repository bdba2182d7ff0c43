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
    private static final float LONE_OH = -7;

    private static final float REPEATED = -1.5f;
    private static final float GROUPED = -3;
    private static final float INCOMPLETE = -2;
    /** Who spells with an alphabet's words takes the ICAO's more often than another's. */
    private static final float OTHER_WORD = -2;

    static final float SLIP = -3;
    /** A bare "no" is easily taken for an "oh". */
    static final float BARE_NO = -2;
    /** All of it again, rather than the last symbol. */
    private static final float ALL_AGAIN = -0.7f;
    /** Neither. */
    private static final float SOME_AGAIN = -2;
    /** Symbols that a slip takes back, apart from taking back all. */
    private static final int MOST_BACK = 4;
    /** Inside longer values nothing is replaced, only said again: their graphs are large enough. */
    private static final int MOST_REPLACED_IN = 12;
    /** Symbols replaced at once: "five one, not nine one". */
    private static final int MOST_REPLACED = 2;
    /** Symbols that "it ends in …" names. */
    private static final int MOST_NAMED = 4;

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
            graph.word(nodes[at], nodes[at + 1], word, WORD, tag(places, digit));
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
            letter(nodes[at], nodes[at + 1], letter, places);
            if (twice) {
                Tag both = tag(places, String.valueOf(letter).repeat(2));
                for (String name : Letters.namesOf(letter)) {
                    graph.phrase(nodes[at], nodes[at + 2], "double " + name, REPEATED, both);
                }
            }
        }
    }

    private void letter(int from, int to, char letter, Places places) {
        Tag tag = tag(places, String.valueOf(letter));
        Letters.namesOf(letter).forEach(name -> graph.phrase(from, to, name, WORD, tag));
        Letters.explained(letter).forEach(phrase -> graph.phrase(from, to, phrase, WORD, tag));
        List<String> words = Letters.wordsOf(letter);
        graph.phrase(from, to, words.get(0), WORD, tag);
        words.stream().skip(1).forEach(word -> graph.phrase(from, to, word, WORD + OTHER_WORD, tag));
    }

    /** "Four oh nine, no wait, five", and it goes on from there; "… no wait, five, not nine". */
    private void slips(int[] nodes, int said, Places places) {
        for (int back = 1; back <= said; back++) {
            if (back <= MOST_BACK || back == said) {
                float weight = SLIP + (back == 1 ? 0 : back == said ? ALL_AGAIN : SOME_AGAIN);
                Tag tag = tag(places, Spelling.back(back));
                slip(nodes[said], nodes[said - back], weight, tag);
            }
        }
        if (places.most() > 1 && places.most() <= MOST_REPLACED_IN) {
            int thought = graph.node();
            slip(nodes[said], thought, SLIP, tag(places, Spelling.REPLACE));
            replacement(thought, nodes[said], places);
        }
    }

    private void slip(int from, int to, float weight, Tag tag) {
        Phrases.SLIPS.forEach(p -> graph.phrase(from, to, p, weight, tag));
        graph.word(from, to, "no", weight + BARE_NO, tag);
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

    /** Any one symbol that some place may have. */
    private void symbol(int from, int to, Places places) {
        if (places.kinds().matches(".*[DX].*")) {
            for (int d = 0; d < 10; d++) {
                graph.word(from, to, NumberPhrases.DIGITS.get(d), WORD, tag(places, Integer.toString(d)));
            }
            graph.word(from, to, "oh", WORD + OH, tag(places, "0"));
        }
        if (places.kinds().matches(".*[LX].*")) {
            for (char letter = 'A'; letter <= 'Z'; letter++) {
                letter(from, to, letter, places);
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
