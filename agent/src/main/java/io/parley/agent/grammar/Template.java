package io.parley.agent.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * An example phrase of a task, taken apart: {@code can I get a {size} {drink} with {milk} please}.
 *
 * @param lead words before the first slot, or all of them where there is no slot
 * @param slots slots in order
 * @param before for each slot but the first the words between it and the one before
 * @param tail words after the last slot
 */
record Template(List<String> lead, List<String> slots, List<List<String>> before, List<String> tail) {
    private static final List<String> ARTICLES = List.of("a", "an", "the", "some");

    static Template parse(String example) {
        List<String> slots = new ArrayList<>();
        List<List<String>> texts = new ArrayList<>();
        int at = 0;
        while (true) {
            int open = example.indexOf('{', at);
            texts.add(Words.of(example.substring(at, open < 0 ? example.length() : open)));
            if (open < 0) {
                break;
            }
            int close = example.indexOf('}', open);
            slots.add(example.substring(open + 1, close));
            at = close + 1;
        }
        if (slots.isEmpty()) {
            return new Template(texts.get(0), List.of(), List.of(), List.of());
        }
        return new Template(
                withoutArticle(texts.get(0)),
                List.copyOf(slots),
                List.copyOf(texts.subList(1, texts.size() - 1)),
                texts.get(texts.size() - 1));
    }

    /** Articles come and go before any value, so they are no part of a lead-in. */
    static List<String> withoutArticle(List<String> words) {
        int end = words.size();
        while (end > 0 && ARTICLES.contains(words.get(end - 1))) {
            end--;
        }
        return List.copyOf(words.subList(0, end));
    }

    boolean hasSlots() {
        return !slots.isEmpty();
    }
}
