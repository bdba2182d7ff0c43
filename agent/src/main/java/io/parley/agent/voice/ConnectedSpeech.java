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

    private enum Next {
        VOWEL,
        CONSONANT,
        PAUSE
    }

    private final Pronouncer pronouncer;

    ConnectedSpeech(Pronouncer pronouncer) {
        this.pronouncer = pronouncer;
    }

    /** Phones of each item of a clause; a mark's are the mark itself. */
    String[] phones(List<Item> items) {
        String[] phones = new String[items.size()];
        Next next = Next.PAUSE;
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i) instanceof Item.Word word) {
                phones[i] = phones(word, wordAt(items, i - 1), wordAt(items, i + 1), next);
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

    private String phones(Item.Word word, String before, String after, Next next) {
        return switch (word.kind()) {
            case LETTER -> pronouncer.letter(word.text().charAt(0));
            case INITIALISM -> initialism(word.text());
            case PHONES -> word.text();
            case WORD -> {
                String lower = word.text().toLowerCase(Locale.ROOT);
                String form = functionWord(lower, after, next);
                if (form == null) {
                    form = homograph(lower, before, after);
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

    private @Nullable String functionWord(String word, String after, Next next) {
        switch (word) {
            case "a":
                return "ə";
            case "an":
                return "ən";
            case "the":
                return next == Next.VOWEL ? "ði" : "ðə";
            case "to":
                return next == Next.PAUSE ? "tu" : next == Next.VOWEL ? "tʊ" : "tə";
            case "in":
                return next == Next.PAUSE ? "ˈɪn" : "ɪn";
            case "i":
                return "ˌI";
            case "am":
                return next == Next.PAUSE ? "æm" : "əm";
            case "used":
                return after.equals("to") ? pronouncer.variant(word, "PAST") : null;
            default:
                return next == Next.PAUSE ? pronouncer.variant(word, "STRONG") : null;
        }
    }

    private @Nullable String homograph(String word, String before, String after) {
        String form = null;
        if (BEFORE_PARTICIPLE.contains(before)) {
            form = pronouncer.variant(word, "PAST");
        } else if (BEFORE_VERB.contains(before) || before.isEmpty() && DETERMINERS.contains(after)) {
            form = pronouncer.variant(word, "VERB");
        } else if (BEFORE_NOUN.contains(before)) {
            form = pronouncer.variant(word, "NOUN");
            if (form == null) {
                form = pronouncer.variant(word, "ADJ");
            }
        }
        return form;
    }
}
