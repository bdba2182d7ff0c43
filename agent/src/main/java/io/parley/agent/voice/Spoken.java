package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text comes to when it is spoken, collected from left to right by the rules of {@link Verbalizer}. */
final class Spoken {
    /** What is longer is nobody's word, and is said in pieces so that no clause grows beyond bounds. */
    private static final int LONGEST_WORD = 45;
    /** What is longer is spelled letter by letter. */
    private static final int LONGEST_INITIALISM = 6;

    private static final Pattern CAPITAL_WORD = Pattern.compile("\\p{Lu}{2,}");

    private final String text;
    private final List<Item> items = new ArrayList<>();
    private int from;
    private int to;
    private int lost;

    Spoken(String text) {
        this.text = text;
    }

    /** The words that follow stand for these characters of the text. */
    void range(int from, int to) {
        this.from = from;
        this.to = to;
    }

    List<Item> items() {
        return items;
    }

    /** Notes characters that cannot be read: another script, an emoji. */
    void lose(int characters) {
        lost += characters;
    }

    int lost() {
        return lost;
    }

    /** Adds words separated by blanks. */
    void words(String words) {
        for (String word : words.split(" ")) {
            for (int i = 0; i < word.length(); i += LONGEST_WORD) {
                String part = word.substring(i, Math.min(word.length(), i + LONGEST_WORD));
                items.add(new Item.Word(part, Item.Kind.WORD, from, to));
            }
        }
    }

    /** Adds a word, or several that are read as one. */
    void whole(String word) {
        items.add(new Item.Word(word, Item.Kind.WORD, from, to));
    }

    /** Adds a letter that is said by its name. */
    void letter(char letter) {
        items.add(new Item.Word(String.valueOf(Character.toUpperCase(letter)), Item.Kind.LETTER, from, to));
    }

    /** Adds letters said as one word; a small s at the end is the plural's. */
    void initialism(String letters) {
        if (letters.length() > LONGEST_INITIALISM) {
            letters.chars().forEach(c -> letter((char) c));
        } else {
            items.add(new Item.Word(letters, Item.Kind.INITIALISM, from, to));
        }
    }

    /** A short rest inside a number or a code, where no clause may end. */
    void rest() {
        mark(',', false);
    }

    /** Punctuation. Nothing is paused for before the first word, and of several marks the strongest counts. */
    void mark(char sign) {
        mark(sign, true);
    }

    private void mark(char sign, boolean splits) {
        if (items.isEmpty()) {
            return;
        }
        int last = items.size() - 1;
        if (!(items.get(last) instanceof Item.Mark before)) {
            items.add(new Item.Mark(sign, splits));
        } else if (strength(sign) > strength(before.sign())) {
            items.set(last, new Item.Mark(sign, splits));
        }
    }

    private static int strength(char sign) {
        return ",:;.!?".indexOf(sign);
    }

    /** The word before the next, in lower case, {@code back} words further to the left; empty over a mark or the start. */
    String before(int back) {
        int i = items.size() - 1 - back;
        return i >= 0 && items.get(i) instanceof Item.Word word ? word.text().toLowerCase(Locale.ROOT) : "";
    }

    /** Whether the word before is spelled, as the UA of flight UA 407. */
    boolean endsWithLetters() {
        return !items.isEmpty()
                && items.get(items.size() - 1) instanceof Item.Word word
                && word.kind() != Item.Kind.WORD;
    }

    /** Whether the next word is the first of its sentence. */
    boolean atSentenceStart() {
        return items.isEmpty() || items.get(items.size() - 1) instanceof Item.Mark mark && mark.sign() != ',';
    }

    /** Ends the sentence after an abbreviation's own period if the text ends there or goes on with a capital. */
    void markIfSentenceEnds() {
        int next = to;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        boolean capital = next > to && next < text.length() && Character.isUpperCase(text.charAt(next));
        if (next == text.length() || capital) {
            mark('.');
        }
    }

    /** Whether what stands before and after is as around a title: Dr. Lee, but Maple Dr. and 12 Oak Dr. Boston. */
    boolean nameFollows() {
        int next = nextWord();
        boolean nameBefore = endsWithName() && items.size() > 1 && items.get(items.size() - 2) instanceof Item.Word;
        return next < text.length() && Character.isUpperCase(text.charAt(next)) && !nameBefore;
    }

    /** Whether the word before has a capital and is no initialism: Maple, of Maple Ave. */
    boolean endsWithName() {
        return isName(items.size() - 1);
    }

    /** Whether two such words stand before, as a first and a last name do. */
    boolean endsWithNames() {
        return isName(items.size() - 1) && isName(items.size() - 2);
    }

    private boolean isName(int i) {
        return i >= 0
                && items.get(i) instanceof Item.Word word
                && word.kind() == Item.Kind.WORD
                && Character.isUpperCase(word.text().charAt(0));
    }

    boolean isFollowedBy(Pattern pattern) {
        return pattern.matcher(text).region(to, text.length()).lookingAt();
    }

    /** What stands directly after the range, if it fits. */
    @Nullable
    MatchResult after(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(to, text.length());
        return matcher.lookingAt() ? matcher.toMatchResult() : null;
    }

    char charAt(int at) {
        return text.charAt(at);
    }

    /** Whether something there should have been said: a letter or a symbol, not a mark of punctuation. */
    boolean isUnread(int at) {
        int type = Character.getType(text.charAt(at));
        return Character.isLetterOrDigit(text.charAt(at)) || type == Character.OTHER_SYMBOL;
    }

    boolean isSpaceAt(int at) {
        return at < text.length() && text.charAt(at) == ' ';
    }

    boolean wordFollows() {
        int next = nextWord();
        return next < text.length() && Character.isLetterOrDigit(text.charAt(next));
    }

    /** Whether a word in small letters follows, other than in "A as in alpha". */
    boolean lowerCaseWordFollows() {
        int next = nextWord();
        return next < text.length() && Character.isLowerCase(text.charAt(next)) && !text.startsWith("as in", next);
    }

    /** Where the next word begins if only blanks lie between; else the text's end. */
    private int nextWord() {
        int next = to;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next > to ? next : text.length();
    }

    /** Whether the text as a whole is in capitals, so that they mean nothing. */
    boolean isAllCapitals() {
        return text.chars().noneMatch(Character::isLowerCase)
                && CAPITAL_WORD.matcher(text).results().count() > 1
                && text.chars().filter(Character::isUpperCase).count() >= 8;
    }
}
