package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Gives the words of a text what its marks ask for: how they are said, the rests behind them, the notes they are sung on.
 * Their places, so far those in the text to say, become those in the text with its marks. For one text.
 */
final class Marking {
    private final Marked marked;
    private final Map<Integer, Integer> pauses;
    /** Notes of each melody that have been sung. */
    private final Map<Marked.Span, Integer> sung = new HashMap<>();

    private Marking(Marked marked, Map<Integer, Integer> pauses) {
        this.marked = marked;
        this.pauses = pauses;
    }

    /** @param clauses with places in the text to say */
    static List<Clause> apply(Marked marked, List<Clause> clauses) {
        Marking marking = new Marking(marked, pauses(marked, clauses));
        List<Clause> all = new ArrayList<>();
        clauses.forEach(clause -> all.add(marking.apply(clause)));
        return all;
    }

    /** The rests by the place where the word before them ends; rests at one place add up. */
    private static Map<Integer, Integer> pauses(Marked marked, List<Clause> clauses) {
        Map<Integer, Integer> pauses = new HashMap<>();
        for (Marked.Pause pause : marked.pauses()) {
            OptionalInt end = clauses.stream()
                    .flatMap(clause -> clause.words().stream())
                    .mapToInt(Clause.Word::to)
                    .filter(to -> to <= pause.at())
                    .max();
            end.ifPresent(
                    to -> pauses.merge(to, pause.millis(), (a, b) -> Math.min(MarkupValues.LONGEST_PAUSE, a + b)));
        }
        return pauses;
    }

    private Clause apply(Clause clause) {
        List<Clause.Word> words = new ArrayList<>();
        for (int i = 0; i < clause.words().size(); i++) {
            words.add(word(clause, i));
        }
        return new Clause(clause.language(), clause.phones(), clause.unitOf(), List.copyOf(words));
    }

    private Clause.Word word(Clause clause, int i) {
        Clause.Word word = clause.words().get(i);
        boolean last =
                i == clause.words().size() - 1 || clause.words().get(i + 1).to() != word.to();
        int pause = last ? pauses.getOrDefault(word.to(), Clause.Word.NATURAL) : Clause.Word.NATURAL;
        Delivery delivery = marked.delivery(word.from());
        List<Note> notes = notes(clause, i);
        return new Clause.Word(
                text(word),
                marked.from(word.from()),
                marked.to(word.to()),
                notes.isEmpty() ? delivery : sung(delivery, notes),
                pause);
    }

    private static Delivery sung(Delivery delivery, List<Note> notes) {
        return new Delivery(
                delivery.rate(), delivery.pitch(), delivery.energy(), delivery.emphasis(), delivery.whisper(), notes);
    }

    /** A word given by its phones is shown as it is written. */
    private String text(Clause.Word word) {
        Mark reading = marked.reading(marked.text().charAt(word.from()));
        return reading instanceof Mark.Sound sound ? sound.content().strip() : word.text();
    }

    /** One for each syllable of the word; none where nothing is sung there, or the melody is over. */
    private List<Note> notes(Clause clause, int word) {
        int from = clause.words().get(word).from();
        for (Marked.Span span : marked.spans()) {
            if (span.from() <= from && from < span.to() && span.mark() instanceof Mark.Sing sing) {
                int first = sung.getOrDefault(span, 0);
                int end = Math.min(sing.notes().size(), first + syllables(clause, word));
                sung.put(span, end);
                return sing.notes().subList(first, end);
            }
        }
        return List.of();
    }

    private static int syllables(Clause clause, int word) {
        int syllables = 0;
        for (int i = 0; i < clause.phones().length(); i++) {
            char phone = clause.phones().charAt(i);
            boolean nucleus = clause.language() == Language.ES
                    ? SpanishLetters.isVowel(phone)
                    : Phones.isVowel(phone) || phone == '\u1D4A';
            syllables += clause.unitOf()[i] == word && nucleus ? 1 : 0;
        }
        return syllables;
    }
}
