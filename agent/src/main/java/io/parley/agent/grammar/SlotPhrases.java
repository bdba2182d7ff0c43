package io.parley.agent.grammar;

import com.ibm.icu.text.DateTimePatternGenerator;
import io.parley.agent.ear.Tag;
import io.parley.agent.ear.WordGraph;
import io.parley.config.SlotSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Adds to a word graph what a caller may say for the value of a slot, between two nodes. */
final class SlotPhrases {
    /** Name under which "yes" and "no" are tagged when they answer a question of the conversation itself. */
    static final String YES_NO = "yesno";

    static final String YES = "yes";
    static final String NO = "no";

    private static final int[] NONE = {};

    private final WordGraph graph;
    private final SpelledPhrases spelled;
    private final NamePhrases names;
    private final NumberPhrases numbers;
    private final CalendarPhrases calendar;

    /** @param locale of the agent: which comes first, the month or the day */
    SlotPhrases(WordGraph graph, Locale locale) {
        this.graph = graph;
        spelled = new SpelledPhrases(graph);
        names = new NamePhrases(graph);
        numbers = new NumberPhrases(graph);
        calendar = new CalendarPhrases(graph, monthFirst(locale));
    }

    private static boolean monthFirst(Locale locale) {
        String pattern = DateTimePatternGenerator.getInstance(locale).getBestPattern("Md");
        return pattern.indexOf('M') < pattern.indexOf('d');
    }

    int[] add(int from, int to, SlotSpec slot) {
        return add(from, to, slot, Set.of());
    }

    /**
     * @param taken phrases of a choice that mean another slot here: "medium" is a size before it is a roast
     * @return the nodes of a spelled value by the number of symbols said, none for any other
     */
    int[] add(int from, int to, SlotSpec slot, Set<String> taken) {
        Places places = Places.of(slot);
        if (places != null) {
            return spelled.add(from, to, places);
        } else if (slot instanceof SlotSpec.Choice choice) {
            choice(from, to, choice, taken);
        } else if (slot instanceof SlotSpec.Name name) {
            names.add(from, to, name);
        } else if (slot instanceof SlotSpec.YesNo yesNo) {
            yesNo(from, to, yesNo.name());
        } else if (slot instanceof SlotSpec.Amount amount) {
            numbers.amount(from, to, amount);
        } else if (slot instanceof SlotSpec.Date date) {
            calendar.date(from, to, date);
        } else if (slot instanceof SlotSpec.Time time) {
            calendar.time(from, to, time.name());
        } else {
            throw new IllegalStateException("no phrases for " + slot);
        }
        return NONE;
    }

    /** "Large, no wait, small": what was said of a slot is said again. A spelled value has slips of its own. */
    void slips(int after, int before, SlotSpec slot) {
        if (Places.of(slot) != null || slot instanceof SlotSpec.YesNo) {
            return;
        }
        Tag tag = isWhole(slot) ? null : Tag.part(slot.name(), Phrases.AGAIN);
        Phrases.SLIPS.forEach(p -> graph.phrase(after, before, p, SpelledPhrases.SLIP, tag));
        graph.word(after, before, "no", SpelledPhrases.SLIP + SpelledPhrases.BARE_NO, tag);
    }

    /** Values that are one of a list: saying one again needs no mark. */
    static boolean isWhole(SlotSpec slot) {
        return slot instanceof SlotSpec.Choice || slot instanceof SlotSpec.Name;
    }

    SpelledPhrases spelled() {
        return spelled;
    }

    CalendarPhrases calendar() {
        return calendar;
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

    /** @param phrases in the ear's words, as {@link Phrases} has them */
    static void alternatives(WordGraph graph, int from, int to, List<String> phrases, float weight, Tag tag) {
        for (String phrase : phrases) {
            graph.phrase(from, to, phrase, weight, tag);
        }
    }
}
