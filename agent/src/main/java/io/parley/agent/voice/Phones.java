package io.parley.agent.voice;

/**
 * The phones of the voice: Kokoro's tokens in misaki's convention, one UTF-16 unit each, stress marks directly before
 * their vowel. Pure functions on strings of them.
 */
final class Phones {
    static final char PRIMARY = 'ˈ';
    static final char SECONDARY = 'ˌ';
    /** Punctuation the voice was trained with. */
    static final String PUNCTUATION = ",.?!;:";

    private static final String VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ";
    private static final String VOICELESS = "ptkfθ";
    private static final String SIBILANTS = "szʃʒʧʤ";
    /** After these an American t between vowels is a flap. */
    private static final String BEFORE_FLAP = "AIOWYiuæɑəɛɪɹʊʌ";

    private Phones() {}

    static boolean isVowel(char phone) {
        return VOWELS.indexOf(phone) >= 0;
    }

    /** Whether the first sound is a vowel; stress marks are no sounds. */
    static boolean startsWithVowel(String phones) {
        for (int i = 0; i < phones.length(); i++) {
            char phone = phones.charAt(i);
            if (phone != PRIMARY && phone != SECONDARY) {
                return isVowel(phone);
            }
        }
        return false;
    }

    /** Plural, possessive or third person: cats, dogs, horses. */
    static String withS(String stem) {
        char last = last(stem);
        if (VOICELESS.indexOf(last) >= 0) {
            return stem + "s";
        }
        return stem + (SIBILANTS.indexOf(last) >= 0 ? "ᵻz" : "z");
    }

    /** Past tense: stopped, begged, waited. */
    static String withEd(String stem) {
        char last = last(stem);
        if ("pkfθʃsʧ".indexOf(last) >= 0) {
            return stem + "t";
        }
        if (last == 't') {
            return flapped(stem) + "ᵻd";
        }
        return stem + (last == 'd' ? "ᵻd" : "d");
    }

    /** A suffix that begins with a vowel: waiting, later, latest. */
    static String withVowel(String stem, String suffix) {
        return flapped(stem) + suffix;
    }

    private static String flapped(String stem) {
        int n = stem.length();
        boolean flap = n > 1 && stem.charAt(n - 1) == 't' && BEFORE_FLAP.indexOf(stem.charAt(n - 2)) >= 0;
        return flap ? stem.substring(0, n - 1) + "T" : stem;
    }

    /** Primary stress becomes secondary, secondary is lost: the second half of a compound, a letter of an initialism. */
    static String demoted(String phones) {
        return phones.replace(String.valueOf(SECONDARY), "").replace(PRIMARY, SECONDARY);
    }

    /** Exactly one primary stress: the first where there are several, the first vowel where there is none. */
    static String withOnePrimary(String phones) {
        int first = phones.indexOf(PRIMARY);
        if (first >= 0) {
            return phones.substring(0, first + 1) + phones.substring(first + 1).replace(PRIMARY, SECONDARY);
        }
        int mark = phones.indexOf(SECONDARY);
        if (mark >= 0) {
            return phones.substring(0, mark) + PRIMARY + phones.substring(mark + 1);
        }
        for (int i = 0; i < phones.length(); i++) {
            if (isVowel(phones.charAt(i))) {
                return phones.substring(0, i) + PRIMARY + phones.substring(i);
            }
        }
        return phones;
    }

    private static char last(String phones) {
        return phones.charAt(phones.length() - 1);
    }
}
