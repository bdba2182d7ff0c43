package io.parley.agent.grammar;

import io.parley.agent.ear.Tag;
import io.parley.agent.ear.WordGraph;
import io.parley.config.SlotSpec;
import java.util.List;

/** Amounts, as people say them. */
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

    private final WordGraph graph;

    NumberPhrases(WordGraph graph) {
        this.graph = graph;
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
}
