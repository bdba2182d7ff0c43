package io.parley.agent.voice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;

/** Abbreviations with and without periods, initials of names, initialisms with periods. */
final class AbbreviationRules {
    /** Written with a period that ends no sentence. */
    private static final Map<String, String> TITLES = Written.of("title");

    /** Written with a period that may end a sentence too. */
    private static final Map<String, String> SHORT = Written.of("short");

    private static final Map<String, String> DOTTED = Written.of("dotted");
    private static final Map<String, String> STROKES = Written.of("stroke");

    /** A capital letter and a period before these is the end of a sentence, before other words in capitals an initial. */
    private static final Set<String> STARTERS = Set.of(
            "the", "it", "this", "we", "you", "i", "he", "she", "they", "a", "an", "in", "if", "and", "but", "what",
            "is", "are", "your", "our", "please", "that", "there", "then", "would", "do", "does", "can", "how", "when",
            "for", "thank", "thanks", "sorry", "yes", "no", "so", "my", "to", "at", "on", "all", "one", "or", "not",
            "let");

    List<Rule> rules() {
        return List.of(
                Rule.when("([A-Z])\\.(?=\\s?(\\p{Lu}[\\p{L}']*))", AbbreviationRules::initial),
                Rule.of("[A-Za-z](?:\\.[A-Za-z])+(?:\\.|(?![A-Za-z]))|[Pp]h\\.[Dd]\\.", AbbreviationRules::dotted),
                Rule.of("[Nn]os?\\.(?=\\s?\\d)|\u2116", (m, out) -> out.words("number")),
                Rule.when("([bcw]/[co]?)(?![\\p{Ll}\\d])|w/(?=[a-z]{3})", AbbreviationRules::stroke),
                Rule.of("(?:St|Dr)(?:\\.(?!\\w)|(?=\\s\\p{Lu}))", AbbreviationRules::saintOrStreet),
                Rule.when("(?:St|Dr)(?![\\p{L}.'])", AbbreviationRules::street),
                Rule.when("([A-Za-z]{2,6})\\.(?!\\w)", AbbreviationRules::abbreviation),
                Rule.when("(M(?:r|rs|s)|Prof)(?=\\s\\p{Lu})", AbbreviationRules::abbreviation));
    }

    /** J. K. Rowling, John F. Kennedy; but: It is plan B. The next is C. */
    private static boolean initial(MatchResult m, Spoken out) {
        String next = m.group(2);
        boolean more = next.length() == 1;
        boolean name = next.length() > 1 && !STARTERS.contains(next.toLowerCase(Locale.ROOT));
        boolean spaced = m.end() < m.end(2) && out.isSpaceAt(m.end());
        if (!spaced || !more && !name) {
            return false;
        }
        out.letter(m.group(1).charAt(0));
        return true;
    }

    private static void dotted(MatchResult m, Spoken out) {
        String letters = m.group().replace(".", "");
        String words = DOTTED.getOrDefault(letters.toLowerCase(Locale.ROOT), letters.toUpperCase(Locale.ROOT));
        if (words.equals(words.toUpperCase(Locale.ROOT))) {
            out.initialism(words);
        } else {
            out.words(words);
            return;
        }
        if (m.group().endsWith(".") && letters.length() == 2 && Character.isLowerCase(letters.charAt(0))) {
            out.markIfSentenceEnds();
        }
    }

    private static boolean stroke(MatchResult m, Spoken out) {
        String words = STROKES.getOrDefault(m.group(), "");
        if (!words.isEmpty()) {
            out.words(words);
        }
        return !words.isEmpty();
    }

    /** St. and Dr. before a name are Saint and Doctor, after one Street and Drive. */
    private static void saintOrStreet(MatchResult m, Spoken out) {
        boolean saint = m.group().startsWith("St");
        if (out.nameFollows()) {
            out.words(saint ? "Saint" : "Doctor");
        } else {
            out.words(saint ? "Street" : "Drive");
            if (m.group().endsWith(".")) {
                out.markIfSentenceEnds();
            }
        }
    }

    private static boolean street(MatchResult m, Spoken out) {
        boolean named = out.endsWithName() || out.before(0).endsWith("th");
        if (named) {
            out.words(m.group().equals("St") ? "Street" : "Drive");
        }
        return named;
    }

    private static boolean abbreviation(MatchResult m, Spoken out) {
        String key = m.group(1).toLowerCase(Locale.ROOT);
        if (TITLES.containsKey(key)) {
            out.words(TITLES.getOrDefault(key, key));
            return true;
        }
        if (SHORT.containsKey(key)) {
            out.words(SHORT.getOrDefault(key, key));
            out.markIfSentenceEnds();
            return true;
        }
        return false;
    }
}
