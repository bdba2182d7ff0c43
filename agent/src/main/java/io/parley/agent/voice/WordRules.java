package io.parley.agent.voice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words, and initialisms without periods. */
final class WordRules {
    /** Written without a period as well. */
    private static final Map<String, String> UNITS = Written.of("bare");

    /** Short words that are often set in capitals to stress them, unlike US, IT or ID. */
    private static final Set<String> CAPITAL_WORDS = Set.of(
            "YES", "NO", "NOT", "AND", "OR", "THE", "YOU", "ALL", "NEW", "NOW", "ANY", "FOR", "TO", "ON", "OFF", "OUT",
            "UP", "ONE", "TWO", "SIX", "TEN", "DAY", "PAY", "BUT", "NEXT", "END", "WE", "MY", "HI", "SO", "IF", "OF");

    private static final Pattern CASES = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final String WORD = "[\\p{L}\\p{M}\u00AD]+(?:'[\\p{L}\\p{M}\u00AD]+)*";
    /** In capitals and no longer than this, it is spelled unless the lexicon lists it so: FBI. */
    private static final int SHORT_INITIALISM = 3;

    private final Pronouncer pronouncer;

    WordRules(Pronouncer pronouncer) {
        this.pronouncer = pronouncer;
    }

    List<Rule> rules() {
        return List.of(
                Rule.of("([A-Z]{2,})'?s(?![\\p{L}])", (m, out) -> plural(m, out)),
                Rule.of(WORD + "(?:-" + WORD + ")+", (m, out) -> hyphenated(m.group(), out)),
                Rule.of("'(?:em|til|cause)(?!\\w)", (m, out) -> out.words(m.group())),
                Rule.of(WORD + "(?:(?<=s)'(?!\\w))?", (m, out) -> word(m.group(), out)));
    }

    private void plural(MatchResult m, Spoken out) {
        String letters = m.group(1);
        if (pronouncer.lists(letters) || letters.length() > 4) {
            out.words(letters.toLowerCase(Locale.ROOT) + "s");
        } else {
            out.initialism(letters + "s");
        }
    }

    private void hyphenated(String text, Spoken out) {
        if (pronouncer.listed(text) != null) {
            out.words(text);
        } else {
            for (String part : text.split("-")) {
                word(part, out);
            }
        }
    }

    private void word(String text, Spoken out) {
        String word = LatinLetters.plain(text);
        out.lose(LatinLetters.foreign(text));
        if (word.isEmpty()) {
            return;
        }
        if (word.length() == 1) {
            single(word.charAt(0), out);
        } else if (!word.equals(word.toUpperCase(Locale.ROOT)) || pronouncer.lists(word)) {
            cased(word, out);
        } else {
            capitals(word, out);
        }
    }

    /** A and I are words where words follow, anything else is a letter. */
    private static void single(char letter, Spoken out) {
        boolean article = letter == 'a' && out.wordFollows()
                || letter == 'A' && out.atSentenceStart() && out.lowerCaseWordFollows();
        if (article || letter == 'I') {
            out.words(String.valueOf(letter));
        } else {
            out.letter(letter);
        }
    }

    /** PayPal is two words unless the lexicon knows better. */
    private void cased(String word, Spoken out) {
        if (UNITS.containsKey(word)) {
            out.words(UNITS.getOrDefault(word, word));
        } else if (pronouncer.lists(word)) {
            out.words(word);
        } else {
            out.words(String.join(" ", CASES.split(word)));
        }
    }

    private void capitals(String word, Spoken out) {
        boolean spelled = word.length() <= SHORT_INITIALISM
                ? !CAPITAL_WORDS.contains(word)
                : pronouncer.listed(word) == null && word.length() <= SHORT_INITIALISM + 2;
        if (spelled && !out.isAllCapitals()) {
            out.initialism(word.replace("'", ""));
        } else {
            out.words(word.toLowerCase(Locale.ROOT));
        }
    }
}
