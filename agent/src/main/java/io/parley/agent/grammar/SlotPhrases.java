package io.parley.agent.grammar;

import io.parley.agent.ear.Tag;
import io.parley.agent.ear.WordGraph;
import io.parley.config.SlotSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds to a word graph what a caller may say for the value of a slot, between two nodes. */
final class SlotPhrases {
    /** Name under which "yes" and "no" are tagged when they answer a question of the conversation itself. */
    static final String YES_NO = "yesno";

    static final String YES = "yes";
    static final String NO = "no";

    private final WordGraph graph;
    private final NumberPhrases numbers;
    private final CalendarPhrases calendar;

    SlotPhrases(WordGraph graph) {
        this.graph = graph;
        numbers = new NumberPhrases(graph);
        calendar = new CalendarPhrases(graph);
    }

    void add(int from, int to, SlotSpec slot) {
        add(from, to, slot, Set.of());
    }

    /** @param taken phrases of a choice that mean another slot here: "medium" is a size before it is a roast */
    void add(int from, int to, SlotSpec slot, Set<String> taken) {
        if (slot instanceof SlotSpec.Choice choice) {
            choice(from, to, choice, taken);
        } else if (slot instanceof SlotSpec.Digits digits) {
            numbers.digits(from, to, digits);
        } else if (slot instanceof SlotSpec.YesNo yesNo) {
            yesNo(from, to, yesNo.name());
        } else if (slot instanceof SlotSpec.Amount amount) {
            numbers.amount(from, to, amount);
        } else if (slot instanceof SlotSpec.Date date) {
            calendar.date(from, to, date.name());
        } else if (slot instanceof SlotSpec.Time time) {
            calendar.time(from, to, time.name());
        } else {
            throw new IllegalStateException("no phrases for " + slot);
        }
    }

    void yesNo(int from, int to, String name) {
        alternatives(graph, from, to, Phrases.YES, 0, Tag.value(name, YES));
        alternatives(graph, from, to, Phrases.NO, 0, Tag.value(name, NO));
    }

    private void choice(int from, int to, SlotSpec.Choice slot, Set<String> taken) {
        int value = from;
        if (!slot.modifiers().isEmpty()) {
            value = graph.node();
            graph.skip(from, value, 0);
            for (String modifier : slot.modifiers()) {
                graph.phrase(from, value, Words.phrase(modifier), 0, Tag.modifier(slot.name(), modifier));
            }
        }
        for (Map.Entry<String, Set<String>> entry : phrases(slot).entrySet()) {
            for (String phrase : entry.getValue()) {
                if (!taken.contains(phrase)) {
                    graph.phrase(value, to, phrase, 0, Tag.value(slot.name(), entry.getKey()));
                }
            }
        }
    }

    /** Canonical value to everything it may be called, in words. */
    static Map<String, Set<String>> phrases(SlotSpec.Choice slot) {
        Map<String, Set<String>> phrases = new LinkedHashMap<>();
        slot.values().forEach((value, synonyms) -> {
            Set<String> all = new LinkedHashSet<>();
            all.add(Words.phrase(value));
            synonyms.forEach(s -> all.add(Words.phrase(s)));
            phrases.put(value, all);
        });
        return phrases;
    }

    static void alternatives(WordGraph graph, int from, int to, List<String> phrases, float weight, Tag tag) {
        for (String phrase : phrases) {
            graph.phrase(from, to, Words.phrase(phrase), weight, tag);
        }
    }
}
