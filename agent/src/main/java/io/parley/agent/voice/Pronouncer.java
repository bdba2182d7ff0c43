package io.parley.agent.voice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one word is said, standing alone: from the lexicon, else from a stem it holds, else from two words it holds, else
 * by {@link UnknownWords}. Letters are named. Immutable, safe on any thread.
 */
final class Pronouncer {
    /** A suffix and how it sounds; {@code vowel} where it makes a flap of a final t and may follow a dropped e. */
    private record Suffix(String letters, String phones, boolean vowel) {}

    private static final List<Suffix> SUFFIXES = List.of(
            new Suffix("ing", "ɪŋ", true),
            new Suffix("ically", "ɪkli", false),
            new Suffix("ly", "li", false),
            new Suffix("er", "əɹ", true),
            new Suffix("est", "ᵻst", true),
            new Suffix("ness", "nəs", false),
            new Suffix("less", "ləs", false),
            new Suffix("ful", "fᵊl", false),
            new Suffix("ment", "mənt", false),
            new Suffix("able", "əbᵊl", true));

    private static final Map<String, String> PREFIXES = Map.of(
            "un", "ˌʌn", "re", "ɹi", "pre", "pɹi", "non", "nˌɑn", "over", "ˌOvəɹ", "mis", "mˌɪs", "anti", "ˌænti",
            "multi", "mˌʌlti");

    private static final int SHORTEST_STEM = 3;
    private static final int SHORTEST_COMPOUND_PART = 4;

    private final Words lexicon;
    private final UnknownWords unknown;
    private final Accent accent;
    private final OwnWords own;

    /** American English. */
    Pronouncer(Words lexicon, UnknownWords unknown) {
        this(lexicon, unknown, Accent.AMERICAN, OwnWords.NONE);
    }

    private Pronouncer(Words lexicon, UnknownWords unknown, Accent accent, OwnWords own) {
        this.lexicon = lexicon;
        this.unknown = unknown;
        this.accent = accent;
        this.own = own;
    }

    /**
     * British English.
     *
     * @param lexicon American
     * @param british words that the accent's rules get wrong
     * @param unknown American
     */
    static Pronouncer british(Words lexicon, Words british, UnknownWords unknown) {
        Accent accent = Accent.british();
        return new Pronouncer(
                accent.over(british, lexicon), word -> accent.of(word, unknown.read(word)), accent, OwnWords.NONE);
    }

    /**
     * The same, with a deployer's own pronunciations before all others.
     *
     * @param pronounce a word or several, to plain letters or IPA, see {@link Respelling}
     */
    Pronouncer with(Map<String, String> pronounce) {
        return new Pronouncer(lexicon, unknown, accent, Respelling.read(pronounce, new Respelling.English(this)));
    }

    OwnWords ownWords() {
        return own;
    }

    /** A deployer's own pronunciation, also of a possessive; null where there is none. */
    @Nullable
    String own(String word) {
        return own.find(word, stem -> accent.tidy(Phones.withS(stem)));
    }

    /** A part of a word as it looks, where the list may hold a word that looks so. */
    String syllable(String lower) {
        String listed = lower.length() > 2 ? listed(lower) : null;
        return listed == null ? unknown.read(lower) : listed;
    }

    boolean isBritish() {
        return accent.isBritish();
    }

    /** American phones in this accent. */
    String accented(String american) {
        return accent.of("", american);
    }

    /**
     * The word's phones.
     *
     * @param word letters, apostrophes and hyphens
     * @return empty where there is nothing to say
     */
    String phones(String word) {
        String own = own(word);
        String known = own == null ? known(word) : own;
        if (known != null) {
            return known;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.length() > 1 && !hasVowel(lower)) {
            return initialism(lower);
        }
        String compound = compound(lower);
        return compound != null ? compound : unknown.read(lower);
    }

    /** From the lexicon or a stem in it, or null. */
    @Nullable
    String known(String word) {
        String listed = listed(word);
        String derived = listed == null ? derived(word.toLowerCase(Locale.ROOT)) : null;
        return derived == null ? listed : accent.tidy(derived);
    }

    /** A variant of a word such as {@code PAST} or {@code STRONG}, or null where it has none. */
    @Nullable
    String variant(String lowerCaseWord, String tag) {
        return lexicon.find(lowerCaseWord + "/" + tag);
    }

    /** As written, then in lower case, then with a capital. */
    @Nullable
    String listed(String word) {
        String found = lexicon.find(word);
        if (found == null) {
            String lower = word.toLowerCase(Locale.ROOT);
            found = lexicon.find(lower);
            if (found == null && !lower.isEmpty()) {
                found = lexicon.find(Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
            }
        }
        return found;
    }

    /** Whether the list holds the word exactly so, capitals included. */
    boolean lists(String word) {
        return lexicon.find(word) != null;
    }

    /** The name of a letter, as in a spelled code; also of I, which the list has as the pronoun, without main stress. */
    String letter(char letter) {
        String name = lexicon.find(String.valueOf(Character.toUpperCase(letter)));
        return name == null ? "" : Phones.withOnePrimary(name);
    }

    /** Letters said as one word: FBI, with the stress on the last. */
    String initialism(String letters) {
        StringBuilder phones = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            String name = letter(letters.charAt(i));
            boolean last = i == letters.length() - 1;
            phones.append(last ? name : Phones.demoted(name));
        }
        return phones.toString();
    }

    private @Nullable String derived(String word) {
        String inflected = inflected(word);
        if (inflected != null) {
            return inflected;
        }
        for (Suffix suffix : SUFFIXES) {
            String stem = word.endsWith(suffix.letters) ? stem(word, suffix) : null;
            if (stem != null) {
                String ending = accented(suffix.phones);
                return suffix.vowel ? Phones.withVowel(linked(stem, word, suffix), ending) : stem + ending;
            }
        }
        for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
            if (word.startsWith(prefix.getKey())
                    && word.length() - prefix.getKey().length() > SHORTEST_STEM) {
                String stem = listed(word.substring(prefix.getKey().length()));
                if (stem != null) {
                    return accented(prefix.getValue()) + stem;
                }
            }
        }
        return null;
    }

    /** Before a vowel the r of a British stem is heard: ordering. */
    private String linked(String stem, String word, Suffix suffix) {
        char last = word.charAt(word.length() - suffix.letters.length() - 1);
        char phone = stem.charAt(stem.length() - 1);
        return accent.isBritish() && last == 'r' && (Phones.isVowel(phone) || phone == 'ː') ? stem + "ɹ" : stem;
    }

    private @Nullable String inflected(String word) {
        int n = word.length();
        if (word.endsWith("'s") && n > 2) {
            return mapped(phonesOfStem(word.substring(0, n - 2)), 's');
        }
        if (word.endsWith("'") && n > 1) {
            return phonesOfStem(word.substring(0, n - 1));
        }
        if (word.endsWith("s") && !word.endsWith("ss") && n > SHORTEST_STEM) {
            String stem = listed(word.substring(0, n - 1));
            if (stem == null && word.endsWith("es")) {
                stem = listed(word.substring(0, n - 2));
            }
            if (stem == null && word.endsWith("ies")) {
                stem = listed(word.substring(0, n - 3) + "y");
            }
            return mapped(stem, 's');
        }
        if (word.endsWith("ed") && n > SHORTEST_STEM + 1) {
            return mapped(stem(word, new Suffix("ed", "", true)), 'd');
        }
        return null;
    }

    private static @Nullable String mapped(@Nullable String stem, char ending) {
        if (stem == null || stem.isEmpty()) {
            return null;
        }
        return ending == 's' ? Phones.withS(stem) : Phones.withEd(stem);
    }

    /** A possessive may hang on any word, also on one that must be guessed. */
    private @Nullable String phonesOfStem(String stem) {
        return stem.isEmpty() ? null : phones(stem);
    }

    /** The phones of a word without its suffix: itself, with the e it dropped, with one of its doubled consonants, with y. */
    private @Nullable String stem(String word, Suffix suffix) {
        String bare = word.substring(0, word.length() - suffix.letters.length());
        if (bare.length() < SHORTEST_STEM) {
            return null;
        }
        int last = bare.length() - 1;
        String found = listed(bare);
        if (found == null && suffix.vowel) {
            found = listed(bare + "e");
            if (found == null && bare.charAt(last) == bare.charAt(last - 1)) {
                found = listed(bare.substring(0, last));
            }
        }
        if (found == null && bare.charAt(last) == 'i') {
            found = listed(bare.substring(0, last) + "y");
        }
        return found;
    }

    /** Two listed words written as one, the longer first word preferred: the second loses its primary stress. */
    private @Nullable String compound(String word) {
        for (int cut = word.length() - SHORTEST_COMPOUND_PART; cut >= SHORTEST_COMPOUND_PART; cut--) {
            String first = lexicon.find(word.substring(0, cut));
            String second = first == null ? null : lexicon.find(word.substring(cut));
            if (second != null) {
                return Phones.withOnePrimary(first + Phones.demoted(second));
            }
        }
        return null;
    }

    private static boolean hasVowel(String word) {
        return word.chars().anyMatch(c -> "aeiouy".indexOf(c) >= 0);
    }
}
