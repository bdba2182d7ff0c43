package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lists in a clause: "espresso, latte, and cappuccino". Pure. */
final class Series {
    private static final Set<String> ENGLISH = Set.of("and", "or");
    private static final Set<String> SPANISH = Set.of("y", "e", "o", "u");

    /** Words on either side of an "and" that no comma stands before; of more it may join sentences. */
    private static final int LONGEST_PAIR = 3;
    /** Words between two commas. */
    private static final int LONGEST_ITEM = 6;

    /** Words of an item in a part of a list that does not say by a conjunction that it is one. */
    private static final int LONGEST_PART = 3;

    private Series() {}

    /** The phones that are commas behind items of a list, of all items but the last; none where there is no list. */
    static List<Integer> commas(Clause clause) {
        List<Integer> commas = new ArrayList<>();
        for (int i = 0; i < clause.phones().length(); i++) {
            if (clause.phones().charAt(i) == ',') {
                commas.add(i);
            }
        }
        boolean cut = !commas.isEmpty()
                && commas.get(commas.size() - 1) == clause.phones().length() - 1;
        boolean list = cut ? isBeginning(clause, commas) : isList(clause, commas);
        return list ? commas : List.of();
    }

    /** A long sentence is cut at a comma: three items up to there, all short, are a list that goes on. */
    private static boolean isBeginning(Clause clause, List<Integer> commas) {
        for (int i = 1; i < commas.size(); i++) {
            int from = clause.unitOf()[commas.get(i - 1)] + 1;
            List<Clause.Word> item = clause.words().subList(from, clause.unitOf()[commas.get(i)] + 1);
            if (item.size() > LONGEST_PART || item.stream().allMatch(word -> word.to() - word.from() == 1)) {
                return false; // a clause of its own, or a group of digits or letters, which has a rhythm of its own
            }
        }
        return commas.size() > 2;
    }

    private static boolean isList(Clause clause, List<Integer> commas) {
        for (int i = 1; i < commas.size(); i++) {
            if (clause.unitOf()[commas.get(i)] - clause.unitOf()[commas.get(i - 1)] > LONGEST_ITEM) {
                return false;
            }
        }
        if (commas.isEmpty()) {
            return false;
        }
        int last = clause.unitOf()[commas.get(commas.size() - 1)] + 1;
        int words = clause.words().size();
        for (int i = last; i < words; i++) {
            if (isConjunction(clause, i)) {
                return i == last
                        ? commas.size() > 1 && words - last <= LONGEST_ITEM
                        : i - last <= LONGEST_PAIR && words - i - 1 <= LONGEST_PAIR;
            }
        }
        return false;
    }

    /** Written as a word, unlike the one in "twelve dollars and fifty cents" for $12.50. */
    private static boolean isConjunction(Clause clause, int i) {
        Clause.Word word = clause.words().get(i);
        Set<String> conjunctions = clause.language() == Language.ES ? SPANISH : ENGLISH;
        return conjunctions.contains(word.text().toLowerCase(Locale.ROOT))
                && (i == 0 || clause.words().get(i - 1).from() != word.from());
    }
}
