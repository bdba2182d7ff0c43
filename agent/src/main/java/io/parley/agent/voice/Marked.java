package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A text whose marks have been read: what is left to say, and what the marks ask for it. Immutable. */
final class Marked {
    /** Characters that stand for something that has its own reading, the first of them for the first. */
    static final char FIRST_READING = '\uE000';

    static final char LAST_READING = '\uE0FF';

    /** What a stretch of the text to say is to be; inner ones come after outer ones. */
    record Span(int from, int to, Mark mark) {}

    /** A rest between two characters of the text to say. */
    record Pause(int at, int millis) {}

    /** A stretch in one language. */
    record Run(Language language, int from, int to) {}

    private static final String CLOSING = ".,?!;:\u2026\"')\u2019\u201D";

    private final String text;
    private final int[] from;
    private final int[] to;
    private final String written;
    private final String open;
    private final List<Span> spans;
    private final List<Mark> readings;
    private final List<Pause> pauses;
    private final List<Markup.Flaw> flaws;

    Marked(
            MarkupText text,
            String written,
            String open,
            List<Span> spans,
            List<Mark> readings,
            List<Pause> pauses,
            List<Markup.Flaw> flaws) {
        this.text = text.toString();
        this.from = text.from();
        this.to = text.to();
        this.written = written;
        this.open = open;
        this.spans = List.copyOf(spans);
        this.readings = List.copyOf(readings);
        this.pauses = List.copyOf(pauses);
        this.flaws = List.copyOf(flaws);
    }

    static Marked of(String text) {
        return MarkupReader.read(text);
    }

    /** What is to be said. */
    String text() {
        return text;
    }

    /** The text for people to read. */
    String written() {
        return written;
    }

    /** The opening tags of the elements that have not ended. */
    String open() {
        return open;
    }

    List<Markup.Flaw> flaws() {
        return flaws;
    }

    List<Pause> pauses() {
        return pauses;
    }

    List<Span> spans() {
        return spans;
    }

    /** The reading that a character stands for. */
    Mark reading(char sign) {
        int i = sign - FIRST_READING;
        return i >= 0 && i < readings.size() ? readings.get(i) : new Mark.Nothing();
    }

    /** First character of the given text that a character of the text to say stands for. */
    int from(int at) {
        return from[at];
    }

    /** The character after the last of the given text that what ends before a character of the text to say stands for. */
    int to(int end) {
        return to[end - 1];
    }

    /** What the marks around a character ask for, without melodies. */
    Delivery delivery(int at) {
        Delivery delivery = Delivery.PLAIN;
        for (Span span : spans) {
            if (span.from <= at && at < span.to && span.mark instanceof Mark.Tone tone) {
                delivery = with(delivery, tone);
            }
        }
        return delivery;
    }

    private static Delivery with(Delivery outer, Mark.Tone tone) {
        return new Delivery(
                MarkupValues.clamp(outer.rate() * tone.rate(), MarkupValues.SLOWEST, MarkupValues.FASTEST),
                MarkupValues.clamp(outer.pitch() * tone.pitch(), MarkupValues.LOWEST, MarkupValues.HIGHEST),
                MarkupValues.clamp(outer.energy() + tone.energy(), MarkupValues.SILENT, MarkupValues.LOUDEST),
                tone.emphasis() == null ? outer.emphasis() : tone.emphasis(),
                tone.whisper() ? OptionalDouble.of(1) : outer.whisper(),
                List.of());
    }

    /** The stretches of one language each; punctuation behind a stretch belongs to it. */
    List<Run> runs(Language spoken, int end) {
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= end; i++) {
            boolean changes = i == end || language(spoken, i) != language(spoken, i - 1);
            if (changes) {
                int after = runs.isEmpty() ? start : afterPunctuation(start, i);
                if (after > start) {
                    Run before = runs.remove(runs.size() - 1);
                    runs.add(new Run(before.language, before.from, after));
                }
                if (after < i) {
                    runs.add(new Run(language(spoken, i - 1), after, i));
                }
                start = i;
            }
        }
        return runs;
    }

    private int afterPunctuation(int start, int end) {
        int i = start;
        while (i < end && CLOSING.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return text.substring(i, end).isBlank() ? end : i;
    }

    private Language language(Language spoken, int at) {
        Language language = spoken;
        for (Span span : spans) {
            if (span.from <= at && at < span.to && span.mark instanceof Mark.Lang lang) {
                language = lang.language();
            }
        }
        return language;
    }
}
