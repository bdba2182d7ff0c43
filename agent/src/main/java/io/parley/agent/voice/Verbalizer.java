package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Text as people write it to words as people say them: numbers, money, dates, times, codes, abbreviations, addresses. At
 * each place of the text the first rule that fits reads; what no rule reads is dropped. Immutable, safe on any thread.
 */
final class Verbalizer {
    /** What has a reading of its own stands in the text as one character, and is put in its place later. */
    private static final Rule MARKED =
            Rule.of("[" + Marked.FIRST_READING + "-" + Marked.LAST_READING + "]", (m, out) -> out.words(m.group()));

    private final List<Rule> rules = new ArrayList<>();

    /** A language of its own rules. */
    Verbalizer(List<Rule> rules) {
        this.rules.add(MARKED);
        this.rules.addAll(rules);
    }

    Verbalizer(Pronouncer pronouncer, Numbers numbers) {
        rules.add(MARKED);
        rules.addAll(new AddressRules(pronouncer).rules());
        rules.addAll(new CalendarRules(numbers).rules());
        rules.addAll(new MoneyRules(numbers).rules());
        CodeRules codes = new CodeRules(numbers);
        NumberRules figures = new NumberRules(numbers);
        rules.addAll(codes.grouped());
        rules.addAll(figures.marked());
        rules.addAll(codes.mixed());
        rules.addAll(figures.plain());
        rules.addAll(new WordRules(pronouncer).rules());
        rules.addAll(PunctuationRules.rules());
    }

    /** The items of a text; their positions are those of the text given. */
    List<Item> items(String text) {
        String clean = clean(text);
        Spoken spoken = new Spoken(clean);
        List<Matcher> matchers = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            matchers.add(
                    rule.pattern().matcher(clean).useTransparentBounds(true).useAnchoringBounds(false));
        }
        int at = 0;
        while (at < clean.length()) {
            char c = clean.charAt(at);
            at = Character.isWhitespace(c) && c != '\n' ? at + 1 : read(matchers, at, spoken);
        }
        return spoken.items();
    }

    private int read(List<Matcher> matchers, int at, Spoken spoken) {
        for (int i = 0; i < matchers.size(); i++) {
            Matcher matcher = matchers.get(i).region(at, matchers.get(i).regionEnd());
            if (matcher.lookingAt() && matcher.end() > at) {
                spoken.range(at, matcher.end());
                if (rules.get(i).reading().read(matcher, spoken)) {
                    return matcher.end();
                }
            }
        }
        return at + 1;
    }

    /**
     * One spelling for each quotation mark, dash and blank, a blank for control characters and for what lies outside the
     * basic plane. Every character keeps its place.
     */
    static String clean(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = clean(chars[i]);
        }
        return new String(chars);
    }

    private static char clean(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u02BC', '`' -> '\'';
            case '\u201C', '\u201D', '\u00AB', '\u00BB' -> '"';
            case '\u2010', '\u2011', '\u2212' -> '-';
            case '\n' -> '\n';
            default -> Character.isISOControl(c) || Character.isSurrogate(c) || Character.isSpaceChar(c) ? ' ' : c;
        };
    }
}
