package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Clauses from phones alone, and what is in those of a text, for tests. */
final class Clauses {
    private Clauses() {}

    /** Each word of the phones as a word of the text. */
    static Clause of(String phones) {
        return of(phones, List.of());
    }

    /** The same with the first words said in these ways. */
    static Clause of(String phones, List<Delivery> deliveries) {
        return of(phones, deliveries, Clause.Word.NATURAL);
    }

    /** @param pause after the first word, in milliseconds */
    static Clause of(String phones, List<Delivery> deliveries, int pause) {
        List<Clause.Word> words = new ArrayList<>();
        int[] unitOf = new int[phones.length()];
        int from = 0;
        for (String word : phones.split(" ")) {
            int to = Math.min(phones.length(), from + word.length() + 1);
            java.util.Arrays.fill(unitOf, from, to, words.size());
            Delivery delivery = words.size() < deliveries.size() ? deliveries.get(words.size()) : Delivery.PLAIN;
            words.add(new Clause.Word(word, from, to, delivery, words.isEmpty() ? pause : Clause.Word.NATURAL));
            from = to;
        }
        return new Clause(phones, unitOf, words);
    }

    /** The words of a text as they are said. */
    static String said(TextToPhones front, String text) {
        return words(front, text).stream().map(Clause.Word::text).collect(Collectors.joining(" "));
    }

    static List<Clause.Word> words(TextToPhones front, String text) {
        return front.clauses(text).stream()
                .flatMap(clause -> clause.words().stream())
                .toList();
    }

    static String phones(TextToPhones front, String text) {
        return front.clauses(text).stream().map(Clause::phones).collect(Collectors.joining(" "));
    }

    static Manner manner(Style style) {
        return new Manner(0, style, 0, false);
    }

    static Delivery emphasised(Delivery.Emphasis emphasis) {
        return new Delivery(1, 1, 0, emphasis, java.util.OptionalDouble.empty(), List.of());
    }

    static Delivery sung(Note... notes) {
        return new Delivery(1, 1, 0, Delivery.Emphasis.NONE, java.util.OptionalDouble.empty(), List.of(notes));
    }
}
