package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a text into clauses. A clause ends with its sentence, at a semicolon and at a colon, because there the voice comes
 * to rest anyway and the melody starts afresh. Commas stay inside: the planner knows their melody only from whole
 * sentences. Only where a sentence is longer than {@link #LONGEST} it is cut, as near to its middle as possible: at a
 * comma, else before a conjunction, else between any two words.
 */
final class ClauseSplitter {
    /** In letters of the words as they are said: some six seconds, and 4 ms of the planner's first step. */
    static final int LONGEST = 100;

    private static final Set<String> CONJUNCTIONS = Set.of(
            "and",
            "or",
            "but",
            "so",
            "because",
            "if",
            "when",
            "while",
            "which",
            "that",
            "where",
            "who",
            "before",
            "after",
            "until",
            "unless",
            "although",
            "then");

    private ClauseSplitter() {}

    /** Lists of items, each with at least one word and ended by a mark. */
    static List<List<Item>> split(List<Item> items) {
        List<List<Item>> clauses = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < items.size(); i++) {
            boolean ends = items.get(i) instanceof Item.Mark mark && mark.splits() && mark.sign() != ',';
            if (ends || i == items.size() - 1) {
                shorten(items.subList(start, i + 1), clauses);
                start = i + 1;
            }
        }
        return clauses;
    }

    /** The two halves of what is one clause, each ended by a mark; none where there is but one word. */
    static List<List<Item>> halves(List<Item> items) {
        int cut = cut(items);
        return cut == 0 ? List.of() : List.of(ended(items.subList(0, cut)), ended(items.subList(cut, items.size())));
    }

    private static void shorten(List<Item> items, List<List<Item>> clauses) {
        int cut = length(items) > LONGEST ? cut(items) : 0;
        if (cut > 0) {
            shorten(items.subList(0, cut), clauses);
            shorten(items.subList(cut, items.size()), clauses);
        } else if (items.stream().anyMatch(Item.Word.class::isInstance)) {
            clauses.add(ended(items));
        }
    }

    /** The index of the first item of the second half; 0 where there is but one word. */
    private static int cut(List<Item> items) {
        int best = 0;
        int bestCost = Integer.MAX_VALUE;
        int whole = length(items);
        int left = 0;
        for (int i = 1; i < items.size(); i++) {
            left += length(items.get(i - 1));
            int cost = Math.abs(2 * left - whole) + penalty(items, i, whole);
            if (cost < bestCost && left > 0 && left < whole) {
                best = i;
                bestCost = cost;
            }
        }
        return best;
    }

    /** A comma anywhere beats a conjunction in the middle, and that any other place. */
    private static int penalty(List<Item> items, int i, int whole) {
        if (items.get(i - 1) instanceof Item.Mark mark) {
            return mark.splits() ? 0 : 2 * whole;
        }
        if (items.get(i) instanceof Item.Word word) {
            return CONJUNCTIONS.contains(word.text().toLowerCase(Locale.ROOT)) ? whole : 3 * whole;
        }
        return 4 * whole;
    }

    private static List<Item> ended(List<Item> items) {
        List<Item> clause = new ArrayList<>(items);
        if (clause.get(clause.size() - 1) instanceof Item.Word) {
            clause.add(new Item.Mark(',', true));
        }
        return clause;
    }

    private static int length(List<Item> items) {
        int length = 0;
        for (Item item : items) {
            length += length(item);
        }
        return length;
    }

    private static int length(Item item) {
        if (!(item instanceof Item.Word word)) {
            return 0;
        }
        // A letter's name is about as long as a short word.
        return word.kind() == Item.Kind.WORD
                ? word.text().length() + 1
                : 4 * word.text().length();
    }
}
