package io.parley.agent.voice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one text with markup. Whatever stands in it, a text comes out: marks that are wrong are left out and noted, a
 * less-than sign that begins no tag stands for itself.
 */
final class MarkupReader {
    /** Characters read of a text, marks included. */
    static final int LONGEST = 10_000;
    /** Elements within elements; what lies deeper does nothing. */
    static final int DEEPEST = 16;
    /** Elements of a text; those that come after do nothing. */
    static final int MOST_ELEMENTS = 200;
    /** Mistakes noted. */
    static final int MOST_FLAWS = 10;

    private static final int LONGEST_FOUND = 60;
    private static final int LONGEST_ALIAS = 300;
    /** From this length on a pause is one for the melody too. */
    private static final int HEARD_PAUSE = 200;

    private static final String NAME = "[A-Za-z_][A-Za-z0-9:._-]{0,31}+";
    private static final String ATTRIBUTE =
            "(" + NAME + ")\\s*+=\\s*+(?:\"([^\"<>]{0,4000}+)\"|'([^'<>]{0,4000}+)'|([^\\s\"'<>=/]{1,100}+))";
    private static final Pattern TAG =
            Pattern.compile("<(/?)(" + NAME + ")((?:\\s++" + ATTRIBUTE + "){0,8}+)\\s*+(/?)>");
    private static final Pattern ATTRIBUTES = Pattern.compile(ATTRIBUTE);
    /** A tag of ours, but broken: to its end, else as far as it looks like one. */
    private static final Pattern BROKEN = Pattern.compile("</?([A-Za-z-]{1,12}+)(?![\\w])(?:[^<>]{0,300}+>"
            + "|(?:\\s++" + ATTRIBUTE + "){0,8}+(?:\\s++[\\w:-]{1,31}+\\s*+=?\\s*+[\"'][^\"'<>]{0,300}+|\\s*+/)?+)");

    private static final Pattern COMMENT = Pattern.compile("<[!?][^<>]{0,2000}+>");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:(amp|lt|gt|quot|apos|nbsp)|#(\\d{1,5})|#x([0-9A-Fa-f]{1,4}));");
    private static final Map<String, Character> ENTITIES =
            Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'', "nbsp", ' ');

    /** An element that has begun. */
    private record Open(
            String name, String tag, Mark mark, int start, int tagFrom, int tagTo, int spans, int readings) {}

    private final String raw;
    private final MarkupText text = new MarkupText();
    private final StringBuilder written = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Marked.Span> spans = new ArrayList<>();
    private final List<Mark> readings = new ArrayList<>();
    private final List<Marked.Pause> pauses = new ArrayList<>();
    private final List<Markup.Flaw> flaws = new ArrayList<>();
    private int elements;
    /** Whether a mark parts what has been written from what comes. */
    private boolean parted;

    private MarkupReader(String raw) {
        this.raw = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
    }

    static Marked read(String raw) {
        return new MarkupReader(raw).read();
    }

    private Marked read() {
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == '<') {
                at = tag(at);
            } else if (c == '&') {
                at = entity(at);
            } else {
                put(c, at, ++at);
            }
        }
        StringBuilder stillOpen = new StringBuilder();
        open.descendingIterator().forEachRemaining(element -> stillOpen.append(element.tag));
        while (!open.isEmpty()) {
            flaw(open.peek().tagFrom, open.peek().tag, "</" + open.peek().name + "> before the text ends");
            end(raw.length(), raw.length());
        }
        return new Marked(text, written.toString(), stillOpen.toString(), ordered(), readings, pauses, flaws);
    }

    /** Outer ones first: those that begin earlier, of those the longer. */
    private List<Marked.Span> ordered() {
        List<Marked.Span> ordered = new ArrayList<>(spans);
        ordered.sort((a, b) -> a.from() != b.from() ? a.from() - b.from() : b.to() - a.to());
        return ordered;
    }

    private void put(char c, int from, int to) {
        boolean ours = c >= '\uE000' && c <= '\uF8FF';
        boolean blank = ours || c != '\n' && Character.isISOControl(c);
        text.add(blank ? ' ' : c, from, to);
        int n = written.length();
        if (parted && n > 0 && !Character.isWhitespace(written.charAt(n - 1)) && !Character.isWhitespace(c)) {
            written.append(' ');
        }
        parted = false;
        written.append(blank ? ' ' : c);
    }

    private int entity(int at) {
        Matcher entity = ENTITY.matcher(raw).region(at, raw.length());
        if (!entity.lookingAt()) {
            put('&', at, at + 1);
            return at + 1;
        }
        int code = entity.group(1) != null
                ? ENTITIES.getOrDefault(entity.group(1), ' ')
                : entity.group(2) != null ? Integer.parseInt(entity.group(2)) : Integer.parseInt(entity.group(3), 16);
        put(code > Character.MAX_VALUE ? ' ' : (char) code, at, entity.end());
        return entity.end();
    }

    private int tag(int at) {
        Matcher tag = TAG.matcher(raw).region(at, raw.length());
        Matcher comment = COMMENT.matcher(raw).region(at, raw.length());
        Matcher broken = BROKEN.matcher(raw).region(at, raw.length());
        if (tag.lookingAt()) {
            return element(tag);
        }
        if (comment.lookingAt()) {
            return comment.end();
        }
        if (broken.lookingAt() && MarkupElements.knows(broken.group(1))) {
            flaw(at, broken.group(), "a tag such as <break time=\"300ms\"/>");
            return broken.end();
        }
        put('<', at, at + 1);
        return at + 1;
    }

    private int element(Matcher tag) {
        String name = tag.group(2);
        if (!MarkupElements.knows(name)) {
            flaw(tag.start(), tag.group(), MarkupElements.NAMES);
        } else if (!tag.group(1).isEmpty()) {
            close(name, tag);
        } else if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
            flaw(
                    tag.start(),
                    tag.group(),
                    "at most " + MOST_ELEMENTS + " elements, and " + DEEPEST + " within each other");
        } else {
            begin(name, tag);
        }
        return tag.end();
    }

    private void begin(String name, Matcher tag) {
        Mark mark = MarkupElements.mark(name, attributes(tag), (found, expected) -> flaw(tag.start(), found, expected));
        if (mark instanceof Mark.Rest rest) {
            rest(rest, tag.start());
            return;
        }
        if (mark instanceof Mark.Sentence) {
            endSentence(tag.start());
        }
        open.push(new Open(
                name, tag.group(), mark, text.length(), tag.start(), tag.end(), spans.size(), readings.size()));
        if (!tag.group(tag.groupCount()).isEmpty()) {
            end(tag.end(), tag.end());
        }
    }

    private Map<String, String> attributes(Matcher tag) {
        Map<String, String> attributes = new HashMap<>();
        Matcher attribute = ATTRIBUTES.matcher(tag.group(3));
        while (attribute.find()) {
            String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3);
            if (value == null) {
                value = attribute.group(4);
                flaw(tag.start(), attribute.group(), "the value in quotes");
            }
            attributes.put(attribute.group(1), value.indexOf('&') < 0 ? value : decoded(value));
        }
        return attributes;
    }

    private static String decoded(String value) {
        return MarkupReader.read(value.replace('<', ' ')).written();
    }

    private void rest(Mark.Rest rest, int at) {
        if (rest.millis() >= HEARD_PAUSE && Character.isLetterOrDigit(text.lastSign())) {
            text.add(',', at, at);
        }
        pauses.add(new Marked.Pause(text.length(), rest.millis()));
        text.add(' ', at, at);
        parted = true;
    }

    private void endSentence(int at) {
        char last = text.lastSign();
        if (last != ' ' && ".?!\u2026:;".indexOf(last) < 0) {
            text.add('.', at, at);
        }
        if (!text.endsWithBlank()) {
            text.add(' ', at, at);
            parted = true;
        }
    }

    private void close(String name, Matcher tag) {
        if (name.equals("break")) {
            return;
        }
        if (open.stream().noneMatch(element -> element.name.equals(name))) {
            flaw(tag.start(), tag.group(), "<" + name + "> before it");
            return;
        }
        boolean found = false;
        while (!found) {
            String top = open.element().name;
            found = top.equals(name);
            if (!found) {
                flaw(tag.start(), tag.group(), "</" + top + "> before it");
            }
            end(tag.start(), tag.end());
        }
    }

    /** Ends the innermost element: its text lies before {@code to}, its closing tag before {@code tagTo}. */
    private void end(int to, int tagTo) {
        Open element = open.pop();
        Mark mark = element.mark;
        int from = element.tagTo < to ? element.tagTo : element.tagFrom;
        int until = element.tagTo < to ? to : tagTo;
        if (mark instanceof Mark.Sentence) {
            endSentence(to);
        } else if (mark instanceof Mark.Alias alias) {
            replace(element, alias.text(), from, until);
        } else if (mark instanceof Mark.Read || mark instanceof Mark.Sound) {
            reading(element, from, until);
        } else if (!(mark instanceof Mark.Nothing) && text.length() > element.start) {
            spans.add(new Marked.Span(element.start, text.length(), mark));
        }
    }

    /** What marks inside ask for is lost: the standard allows none there. */
    private String replace(Open element, String by, int from, int to) {
        String content = text.cut(element.start);
        spans.subList(Math.min(element.spans, spans.size()), spans.size()).clear();
        pauses.removeIf(pause -> pause.at() > element.start);
        String said = by.length() > LONGEST_ALIAS ? by.substring(0, LONGEST_ALIAS) : by;
        for (char c : said.toCharArray()) {
            boolean blank = Character.isISOControl(c);
            text.add(blank ? ' ' : c, from, to);
        }
        return content;
    }

    private void reading(Open element, int from, int to) {
        String content = replace(element, "", from, to);
        if (content.isBlank() || readings.size() > Marked.LAST_READING - Marked.FIRST_READING) {
            return;
        }
        // Readings inside this one are gone with the text that they stood in.
        readings.subList(Math.min(element.readings, readings.size()), readings.size())
                .clear();
        String plain = content.replaceAll("[\uE000-\uF8FF]", " ");
        readings.add(
                element.mark instanceof Mark.Read read
                        ? new Mark.Read(read.as(), read.format(), plain)
                        : new Mark.Sound(((Mark.Sound) element.mark).ipa(), plain));
        text.add((char) (Marked.FIRST_READING + readings.size() - 1), from, to);
    }

    private void flaw(int at, String found, String expected) {
        if (flaws.size() < MOST_FLAWS) {
            String shown = found.length() > LONGEST_FOUND ? found.substring(0, LONGEST_FOUND) + "..." : found;
            flaws.add(new Markup.Flaw(at, shown, expected));
        }
    }
}
