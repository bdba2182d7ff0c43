package io.parley.agent.voice;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words as they sound among their neighbours: weak and strong forms of function words (the, a, to before a consonant, a
 * vowel or a pause), and words whose reading follows from the word before (to record, a record). Immutable.
 */
final class ConnectedSpeech {
    private static final Set<String> BEFORE_VERB = Set.of(
            "to",
            "will",
            "would",
            "can",
            "could",
            "should",
            "shall",
            "may",
            "might",
            "must",
            "do",
            "does",
            "did",
            "don't",
            "doesn't",
            "didn't",
            "can't",
            "cannot",
            "couldn't",
            "won't",
            "wouldn't",
            "not",
            "please",
            "i",
            "you",
            "we",
            "they",
            "let's",
            "i'll",
            "we'll",
            "you'll",
            "they'll",
            "never",
            "always");

    private static final Set<String> BEFORE_NOUN = Set.of(
            "a", "an", "the", "this", "that", "these", "those", "my", "your", "our", "his", "her", "their", "its", "of",
            "for", "in", "on", "at", "with", "no", "any", "some", "each", "every", "by", "from", "new", "first", "last",
            "next");

    private static final Set<String> BEFORE_PARTICIPLE = Set.of(
            "have", "has", "had", "i've", "you've", "we've", "they've", "was", "were", "is", "are", "be", "been",
            "being", "already", "just");

    private static final Set<String> DETERMINERS =
            Set.of("a", "an", "the", "this", "that", "my", "your", "our", "his", "her", "their", "it", "them", "us");

    /** Between two verbs in the imperative: and record the call. */
    private static final Set<String> LINKS = Set.of("", "and", "or", "then", "now");

    private static final Set<String> THIRD_PERSON = Set.of("he", "she", "who", "someone", "nobody", "everyone");
    private static final Set<String> PAST_TIMES = Set.of("yesterday", "ago", "earlier", "previously", "already");

    /** What goes on from the pronoun and not from the letter: with plan B I think. */
    private static final Set<String> AFTER_PRONOUN = Set.of(
            "am", "was", "have", "had", "do", "did", "don't", "didn't", "will", "won't", "would", "can", "can't",
            "could", "should", "shall", "may", "might", "must", "think", "thought", "want", "wanted", "need", "know",
            "see", "mean", "said", "say", "get", "got", "like", "hope", "guess", "believe", "also", "just", "only",
            "never");

    private enum Next {
        VOWEL,
        CONSONANT,
        PAUSE
    }

    private final Pronouncer pronouncer;
    private final Homographs homographs;

    ConnectedSpeech(Pronouncer pronouncer) {
        this.pronouncer = pronouncer;
        this.homographs = new Homographs(pronouncer);
    }

    /** Phones of each item of a clause; a mark's are the mark itself. */
    String[] phones(List<Item> items) {
        String[] phones = new String[items.size()];
        Next next = Next.PAUSE;
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i) instanceof Item.Word word) {
                phones[i] = phones(word, items, i, next);
                if (!phones[i].isEmpty()) {
                    next = Phones.startsWithVowel(phones[i]) ? Next.VOWEL : Next.CONSONANT;
                }
            } else {
                phones[i] = String.valueOf(((Item.Mark) items.get(i)).sign());
                next = Next.PAUSE;
            }
        }
        return phones;
    }

    private static String wordAt(List<Item> items, int i) {
        boolean word = i >= 0 && i < items.size() && items.get(i) instanceof Item.Word;
        return word ? ((Item.Word) items.get(i)).text().toLowerCase(Locale.ROOT) : "";
    }

    private String phones(Item.Word word, List<Item> items, int i, Next next) {
        String after = wordAt(items, i + 1);
        return switch (word.kind()) {
            case LETTER -> pronouncer.letter(word.text().charAt(0));
            case INITIALISM -> initialism(word.text());
            case PHONES -> word.text();
            case WORD -> {
                String lower = word.text().toLowerCase(Locale.ROOT);
                String form = pronouncer.own(lower);
                form = form == null && isLetterI(lower, items, i, next) ? pronouncer.letter('I') : form;
                form = form == null ? functionWord(lower, after, next) : form;
                if (form == null) {
                    form = homograph(word.text(), lower, items, i);
                }
                yield form == null ? pronouncer.phones(word.text()) : form;
            }
        };
    }

    /** ATMs and PC's: the letters before a small s are spelled. */
    private String initialism(String text) {
        String letters = text.replaceAll("'?s$", "");
        String phones = pronouncer.initialism(letters);
        return letters.equals(text) || phones.isEmpty() ? phones : Phones.withS(phones);
    }

    /** I as a letter's name, with its stress: A I, I M 7, I as in India; before a pause the pronoun has the stress too. */
    private static boolean isLetterI(String word, List<Item> items, int i, Next next) {
        if (!word.equals("i")) {
            return false;
        }
        String after = wordAt(items, i + 1);
        boolean spelledBefore = isLetter(items, i - 1) && !AFTER_PRONOUN.contains(after);
        boolean example = after.equals("as") && wordAt(items, i + 2).equals("in");
        return next == Next.PAUSE || isLetter(items, i + 1) || spelledBefore || example;
    }

    private static boolean isLetter(List<Item> items, int i) {
        return i >= 0 && i < items.size() && items.get(i) instanceof Item.Word word && word.kind() == Item.Kind.LETTER;
    }

    private @Nullable String functionWord(String word, String after, Next next) {
        switch (word) {
            case "a":
                return "ə";
            case "an":
                return "ən";
            case "the":
                return next == Next.VOWEL ? "ði" : "ðə";
            case "to":
                return next == Next.PAUSE ? pronouncer.accented("tu") : next == Next.VOWEL ? "tʊ" : "tə";
            case "in":
                return next == Next.PAUSE ? "ˈɪn" : "ɪn";
            case "i":
                return "ˌI";
            case "am":
                return next == Next.PAUSE ? pronouncer.accented("æm") : "əm";
            case "used":
                return after.equals("to") ? pronouncer.variant(word, "PAST") : null;
            default:
                return next == Next.PAUSE ? pronouncer.variant(word, "STRONG") : null;
        }
    }

    private @Nullable String homograph(String word, String lower, List<Item> items, int i) {
        String before = wordAt(items, i - 1);
        String after = wordAt(items, i + 1);
        String form = homographs.phones(word, lower, before, after);
        if (form != null) {
            return form;
        }
        if (BEFORE_PARTICIPLE.contains(before) || isPast(lower, items, i)) {
            return pronouncer.variant(lower, "PAST");
        }
        if (BEFORE_VERB.contains(before) || LINKS.contains(before) && DETERMINERS.contains(after)) {
            return pronouncer.variant(lower, "VERB");
        }
        if (BEFORE_NOUN.contains(before)) {
            form = pronouncer.variant(lower, "NOUN");
            return form == null ? pronouncer.variant(lower, "ADJ") : form;
        }
        return isDescribed(items, i) ? pronouncer.variant(lower, "NOUN") : null;
    }

    /** She read it; I read it yesterday; but: did she read it? */
    private static boolean isPast(String lower, List<Item> items, int i) {
        if (!lower.equals("read")) {
            return false;
        }
        boolean asked = BEFORE_VERB.contains(wordAt(items, i - 2));
        boolean subject = THIRD_PERSON.contains(wordAt(items, i - 1));
        boolean time = items.stream()
                .anyMatch(item -> item instanceof Item.Word word
                        && PAST_TIMES.contains(word.text().toLowerCase(Locale.ROOT)));
        return !asked && (subject || time);
    }

    /** A full refund: something stands between an article and the word, and is no plural that does it. */
    private static boolean isDescribed(List<Item> items, int i) {
        String before = wordAt(items, i - 1);
        String article = wordAt(items, i - 2);
        return !before.isEmpty()
                && !before.endsWith("s")
                && !BEFORE_PARTICIPLE.contains(before)
                && BEFORE_NOUN.contains(article)
                && DETERMINERS.contains(article);
    }
}
