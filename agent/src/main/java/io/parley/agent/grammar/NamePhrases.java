package io.parley.agent.grammar;

import io.parley.agent.ear.Tag;
import io.parley.agent.ear.WordGraph;
import io.parley.config.SlotSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of a list, by any part of them: "Anna Miller", "Miss Miller", "Anna", or the last name spelled. A phrase that
 * several names share is tagged with all of them; the dialogue asks which is meant.
 */
final class NamePhrases {
    /** Between the names that a phrase may mean. */
    static final String OR = "|";

    private static final float FULL = 0;
    private static final float LAST = -1;
    private static final float FIRST = -1.5f;
    private static final float TITLE = -0.5f;
    private static final float SPELLED = -2;
    private static final List<String> TITLES =
            List.of("mister", "missus", "miss", "ms", "doctor", "professor", "sir", "madam");

    private final WordGraph graph;

    NamePhrases(WordGraph graph) {
        this.graph = graph;
    }

    /** A way to say a name. */
    private record Said(Set<String> names, float weight) {}

    void add(int from, int to, SlotSpec.Name slot) {
        phrases(slot).forEach((phrase, said) -> {
            Tag tag = Tag.value(slot.name(), String.join(OR, said.names));
            graph.phrase(from, to, phrase, said.weight, tag);
        });
    }

    private static Map<String, Said> phrases(SlotSpec.Name slot) {
        Map<String, Said> phrases = new LinkedHashMap<>();
        slot.values().forEach((name, others) -> {
            say(phrases, name, Words.phrase(name), FULL);
            others.forEach(other -> say(phrases, name, Words.phrase(other), FULL));
            List<String> words = Words.of(name);
            String last = words.get(words.size() - 1);
            if (words.size() > 1) {
                say(phrases, name, words.get(0), FIRST);
                say(phrases, name, last, LAST);
                TITLES.forEach(title -> say(phrases, name, title + " " + last, TITLE));
            }
            String spelled = spelled(last);
            if (!spelled.isEmpty()) {
                say(phrases, name, spelled, SPELLED);
            }
        });
        return phrases;
    }

    private static void say(Map<String, Said> phrases, String name, String phrase, float weight) {
        phrases.merge(phrase, new Said(Set.of(name), weight), (there, more) -> {
            if (there.weight != more.weight && Math.max(there.weight, more.weight) == FULL) {
                // The whole of one name means that one, though it be a part of another.
                return there.weight > more.weight ? there : more;
            }
            Set<String> all = new LinkedHashSet<>(there.names);
            all.addAll(more.names);
            return new Said(all, Math.max(there.weight, more.weight));
        });
    }

    /** A word letter by letter; empty for one that has other signs in it. */
    private static String spelled(String word) {
        List<String> letters = new ArrayList<>();
        for (char c : word.toUpperCase(java.util.Locale.ENGLISH).toCharArray()) {
            if (c < 'A' || c > 'Z') {
                return "";
            }
            letters.add(Letters.namesOf(c).get(0));
        }
        return letters.size() < 2 ? "" : String.join(" ", letters);
    }
}
