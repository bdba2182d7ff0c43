package io.parley.agent.grammar;

import io.parley.agent.ear.Tag;
import io.parley.agent.ear.WordGraph;
import io.parley.config.SlotSpec;
import java.util.List;

/** Digits in a row, and amounts, as people say them. */
final class NumberPhrases {
    static final List<String> DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    static final List<String> TEENS = List.of(
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

    /** Every further word must be worth it: fewer insertions in loops. */
    private static final float WORD = -1.5f;

    private static final float OH = -0.5f;
    /** "Oh" for a single digit is rarer than the interjection. */
    private static final float LONE_OH = -7;

    private static final float REPEATED = -1.5f;
    private static final float GROUPED = -3;
    private static final float INCOMPLETE = -2;

    private final WordGraph graph;

    NumberPhrases(WordGraph graph) {
        this.graph = graph;
    }

    /**
     * One node for each number of digits said; numbers that are too short may end the utterance but are not complete. The
     * tag of each word is the digits it stands for.
     */
    void digits(int from, int to, SlotSpec.Digits slot) {
        int[] nodes = new int[slot.maxLength() + 1];
        nodes[0] = from;
        for (int i = 1; i < nodes.length; i++) {
            nodes[i] = graph.node();
            if (i >= slot.minLength()) {
                graph.skip(nodes[i], to, 0);
            } else {
                graph.end(nodes[i], INCOMPLETE, false);
            }
        }
        for (int i = 0; i < slot.maxLength(); i++) {
            digitWords(nodes, i, slot);
        }
    }

    private void digitWords(int[] nodes, int at, SlotSpec.Digits slot) {
        int left = nodes.length - 1 - at;
        for (int d = 0; d < 10; d++) {
            String digit = Integer.toString(d);
            graph.word(nodes[at], nodes[at + 1], DIGITS.get(d), WORD, part(slot, digit));
            if (left >= 2) {
                graph.phrase(
                        nodes[at], nodes[at + 2], "double " + DIGITS.get(d), REPEATED, part(slot, digit.repeat(2)));
            }
            if (left >= 3) {
                graph.phrase(
                        nodes[at], nodes[at + 3], "triple " + DIGITS.get(d), REPEATED, part(slot, digit.repeat(3)));
                if (d > 0) {
                    graph.phrase(
                            nodes[at], nodes[at + 3], DIGITS.get(d) + " hundred", GROUPED, part(slot, digit + "00"));
                }
            }
            if (left >= 4 && d > 0) {
                graph.phrase(nodes[at], nodes[at + 4], DIGITS.get(d) + " thousand", GROUPED, part(slot, digit + "000"));
            }
        }
        graph.word(nodes[at], nodes[at + 1], "oh", slot.maxLength() == 1 ? LONE_OH : OH + WORD, part(slot, "0"));
        if (left >= 2) {
            graph.phrase(nodes[at], nodes[at + 2], "double oh", REPEATED, part(slot, "00"));
            groups(nodes[at], nodes[at + 1], nodes[at + 2], slot);
        }
    }

    /** "Forty two" for 4 2: the tens word stands for its digit, so that the unit follows as a digit of its own. */
    private void groups(int from, int middle, int to, SlotSpec.Digits slot) {
        for (int i = 0; i < TEENS.size(); i++) {
            graph.word(from, to, TEENS.get(i), GROUPED, part(slot, Integer.toString(10 + i)));
        }
        for (int i = 0; i < TENS.size(); i++) {
            String tens = Integer.toString(i + 2);
            graph.word(from, to, TENS.get(i), GROUPED + WORD, part(slot, tens + "0"));
            int unit = graph.node();
            graph.word(from, unit, TENS.get(i), GROUPED, part(slot, tens));
            for (int d = 1; d < 10; d++) {
                graph.word(unit, to, DIGITS.get(d), 0, part(slot, Integer.toString(d)));
            }
        }
        graph.end(middle, INCOMPLETE, false);
    }

    /** A cardinal below a million, dollars and cents, "point five"; every word is tagged, {@link NumberWords} reads them. */
    void amount(int from, int to, SlotSpec.Amount slot) {
        String name = slot.name();
        int whole = graph.node();
        cardinal(from, whole, name);
        graph.skip(whole, to, 0);
        int unit = graph.node();
        for (String word : List.of("dollars", "dollar", "bucks", "pounds", "pound", "euros", "euro")) {
            graph.word(whole, unit, word, 0, Tag.part(name, "dollars"));
        }
        graph.skip(unit, to, 0);
        if (slot.unit() != null) {
            graph.phrase(whole, to, Words.phrase(slot.unit()), 0, null);
        }
        int cents = graph.node();
        graph.word(unit, cents, "and", 0, null);
        graph.skip(unit, cents, -0.5f);
        int centsSaid = graph.node();
        belowHundred(cents, centsSaid, name);
        graph.skip(centsSaid, to, -3);
        for (String word : List.of("cents", "cent")) {
            graph.word(centsSaid, to, word, 0, Tag.part(name, "cents"));
            graph.word(whole, to, word, -1, Tag.part(name, "cents"));
        }
        int point = graph.node();
        graph.word(whole, point, "point", 0, Tag.part(name, "point"));
        int decimal = graph.node();
        for (String digit : DIGITS) {
            graph.word(point, decimal, digit, 0, Tag.part(name, digit));
            graph.word(decimal, to, digit, 0, Tag.part(name, digit));
        }
        graph.word(point, decimal, "oh", 0, Tag.part(name, "zero"));
        graph.skip(decimal, to, 0);
        // "Twelve fifty": dollars and cents without the words.
        int twelve = graph.node();
        belowHundred(from, twelve, name);
        int bare = graph.node();
        graph.skip(twelve, bare, -1.5f);
        tensOrTeens(bare, to, name);
    }

    private void cardinal(int from, int to, String name) {
        int thousands = graph.node();
        int afterThousand = graph.node();
        belowThousand(from, thousands, name);
        graph.word(thousands, afterThousand, "thousand", 0, Tag.part(name, "thousand"));
        graph.skip(thousands, to, 0);
        graph.skip(afterThousand, to, 0);
        int rest = graph.node();
        graph.skip(afterThousand, rest, 0);
        graph.word(afterThousand, rest, "and", -1, null);
        belowThousand(rest, to, name);
        graph.word(from, afterThousand, "thousand", -4, Tag.part(name, "thousand"));
        graph.word(from, to, "zero", -1, Tag.part(name, "zero"));
    }

    private void belowThousand(int from, int to, String name) {
        belowHundred(from, to, name);
        int hundreds = graph.node();
        int after = graph.node();
        for (String digit : DIGITS.subList(1, 10)) {
            graph.word(from, hundreds, digit, 0, Tag.part(name, digit));
        }
        graph.word(from, hundreds, "a", -1, Tag.part(name, "one"));
        graph.word(hundreds, after, "hundred", 0, Tag.part(name, "hundred"));
        graph.skip(after, to, 0);
        int rest = graph.node();
        graph.skip(after, rest, 0);
        graph.word(after, rest, "and", -0.5f, null);
        belowHundred(rest, to, name);
    }

    private void belowHundred(int from, int to, String name) {
        for (String digit : DIGITS.subList(1, 10)) {
            graph.word(from, to, digit, 0, Tag.part(name, digit));
        }
        tensOrTeens(from, to, name);
    }

    private void tensOrTeens(int from, int to, String name) {
        for (String teen : TEENS) {
            graph.word(from, to, teen, 0, Tag.part(name, teen));
        }
        for (String tens : TENS) {
            int unit = graph.node();
            graph.word(from, unit, tens, 0, Tag.part(name, tens));
            graph.skip(unit, to, 0);
            for (String digit : DIGITS.subList(1, 10)) {
                graph.word(unit, to, digit, 0, Tag.part(name, digit));
            }
        }
    }

    private static Tag part(SlotSpec.Digits slot, String digits) {
        return Tag.part(slot.name(), digits);
    }
}
