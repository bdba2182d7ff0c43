package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Text as people write it to words as people say them: numbers, money, dates, times, codes, abbreviations, addresses. At
 * each place of the text the first rule that fits reads; what no rule reads is dropped. Immutable, safe on any thread.
 */
final class Verbalizer {
    /** A soft hyphen: may stand inside a word, where it is not heard. */
    private static final char INVISIBLE = '\u00AD';

    /** An emoji, a script of the upper planes. */
    private static final char UNREADABLE = '\uFFFD';
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
        rules.addAll(pronouncer.ownWords().rules());
        rules.addAll(new AddressRules(pronouncer).rules());
        rules.addAll(new CalendarRules(numbers).rules());
        rules.addAll(new TimeRules(numbers).rules());
        rules.addAll(new MoneyRules(numbers).rules());
        rules.addAll(new PostalRules(numbers).rules());
        rules.addAll(new TelephoneRules(numbers).rules());
        CodeRules codes = new CodeRules(numbers);
        NumberRules figures = new NumberRules(numbers);
        rules.addAll(codes.grouped());
        rules.addAll(new FractionRules(numbers).rules());
        rules.addAll(new MeasureRules(numbers).rules());
        rules.addAll(figures.marked());
        rules.addAll(codes.mixed());
        rules.addAll(figures.plain());
        rules.addAll(new RomanRules(numbers).rules());
        rules.addAll(new AbbreviationRules().rules());
        rules.addAll(new WordRules(pronouncer).rules());
        rules.addAll(PunctuationRules.rules(numbers));
    }

    /** The items of a text; their positions are those of the text given. */
    List<Item> items(String text) {
        return read(text).items();
    }

    /** The items of a text, and how many of its characters could not be read. */
    Spoken read(String text) {
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
        return spoken;
    }

    List<Rule> rules() {
        return rules;
    }

    private int read(List<Matcher> matchers, int at, Spoken spoken) {
        char first = spoken.charAt(at);
        for (int i = 0; i < matchers.size(); i++) {
            if (!rules.get(i).mayStartWith(first)) {
                continue;
            }
            Matcher matcher = matchers.get(i).region(at, matchers.get(i).regionEnd());
            if (matcher.lookingAt() && matcher.end() > at) {
                spoken.range(at, matcher.end());
                if (rules.get(i).reading().read(matcher, spoken)) {
                    return matcher.end();
                }
            }
        }
        spoken.lose(spoken.isUnread(at) ? 1 : 0);
        return at + 1;
    }

    /**
     * One spelling for each quotation mark, dash, digit and blank, full letters for wide ones, and a blank for control
     * characters. Every character keeps its place: what lies outside the basic plane becomes {@link #UNREADABLE} and a
     * blank.
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
            case '\u2018', '\u2019', '\u02BC', '\u2032', '`' -> '\'';
            case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB', '\u2033' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2212' -> '-';
            case '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF' -> INVISIBLE;
            case '\n' -> '\n';
            default -> Character.isHighSurrogate(c) ? UNREADABLE : plain(c);
        };
    }

    private static char plain(char c) {
        if (c > 127 && Character.isDigit(c)) {
            return (char) ('0' + Character.digit(c, 10));
        }
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return (char) (c - '\uFF01' + '!');
        }
        return Character.isISOControl(c) || Character.isSurrogate(c) || Character.isSpaceChar(c) ? ' ' : c;
    }
}
