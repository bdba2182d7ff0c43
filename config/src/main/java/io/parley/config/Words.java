package io.parley.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks what is heard (phrases) and what is said (sentences). */
final class Words {
    static final int MAX_PHRASE = 200;
    static final int MAX_SENTENCE = 500;

    private static final String WORD = "[\\p{IsLatin}\\p{M}0-9']+";
    private static final Pattern PHRASE = Pattern.compile(WORD + "([ -]" + WORD + ")*");
    private static final Pattern SOUND = Pattern.compile("[\\p{IsLatin}0-9]");

    private Words() {}

    /** Blanks in a row count as one, a typographic apostrophe as a plain one. */
    static String tidy(String text) {
        return text.replace('\u2019', '\'').strip().replaceAll("\\s+", " ");
    }

    /** A phrase a caller may say, already tidied. */
    static void phrase(Rules rules, String key, String phrase) {
        phrase(rules, key, phrase, phrase);
    }

    /** @param spoken the phrase with words in place of its templates */
    static void phrase(Rules rules, String key, String phrase, String spoken) {
        rules.require(
                phrase.length() <= MAX_PHRASE
                        && PHRASE.matcher(spoken).matches()
                        && SOUND.matcher(spoken).find(),
                key,
                phrase,
                "words to be spoken: letters, digits, apostrophes, hyphens and blanks, at most " + MAX_PHRASE
                        + " characters");
    }

    /**
     * A sentence the agent says, already tidied.
     *
     * @param names what may stand in its braces
     */
    static void sentence(Rules rules, String key, String sentence, Collection<String> names) {
        String expected = names.isEmpty() ? "no braces here" : "one of {" + String.join("}, {", names) + "}";
        for (String name : spoken(rules, key, sentence)) {
            rules.require(names.contains(name), key, "{" + name + "}", expected);
        }
    }

    /** A sentence whose braces may hold any names, which are returned. */
    static Set<String> spoken(Rules rules, String key, String sentence) {
        rules.require(
                !sentence.isEmpty()
                        && sentence.length() <= MAX_SENTENCE
                        && sentence.chars().noneMatch(Character::isISOControl),
                key,
                sentence,
                "a sentence of at most " + MAX_SENTENCE + " characters");
        Optional<Template> template = template(rules, key, sentence);
        boolean env = template.filter(Template::hasEnv).isPresent();
        rules.require(!env, key, sentence, "no environment variable in what is spoken");
        return template.map(Template::names).orElse(Set.of());
    }

    /** A sentence without places to fill. */
    static void sentence(Rules rules, String key, String sentence) {
        sentence(rules, key, sentence, Set.of());
    }

    /** Sentences without places to fill, at most so many. */
    static void sentences(Rules rules, String key, List<String> sentences, int most) {
        rules.require(sentences.size() <= most, key, sentences.size() + " texts", "at most " + most + " texts");
        for (int i = 0; i < sentences.size(); i++) {
            sentence(rules, key + "[" + i + "]", sentences.get(i));
        }
    }

    /** The template, or empty where the text is none, which the rules have then been told. */
    static Optional<Template> template(Rules rules, String key, String text) {
        try {
            return Optional.of(Template.parse(text));
        } catch (BrokenRules e) {
            e.broken().forEach(broken -> rules.require(false, key, broken.value(), broken.expected()));
            return Optional.empty();
        }
    }
}
