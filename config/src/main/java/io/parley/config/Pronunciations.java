package io.parley.config;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds for {@code pronounce}: how the voice says words that it would say otherwise. */
public final class Pronunciations {
    public static final int MAX_WORDS = 500;
    public static final int MAX_WRITTEN = 60;
    public static final int MAX_SAID = 100;

    /** What may stand between the slashes, apart from blanks: the letters and marks in which dictionaries write sounds. */
    public static final String IPA = "abcdefghijklmnopqrstuvwxyz'.()-|"
            + "æðŋøœçβθχɐɑɒɓɔɕɖɘəɚɛɜɝɞɡɣɤɥɦɨɪɫɬɭɯɰɱɲɳɵɸɹɺɻɽɾʀʁʂʃʈʉʊʋʌʍʎʏʐʑʒʔʝʤʧ"
            + "\u02C8\u02CC\u02D0\u02D1\u02B0\u02B2\u02B7\u02DE\u02E0\u02E4"
            + "\u0303\u030A\u031A\u0325\u0327\u0329\u032A\u032F\u035C\u0361\u2016\u203F";

    private static final String KEY = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'&.+#/ -]*";
    private static final Pattern WRITTEN = Pattern.compile(KEY);
    private static final Pattern RESPELLED = Pattern.compile("[A-Za-zÁÉÍÓÚÜÑáéíóúüñ][A-Za-zÁÉÍÓÚÜÑáéíóúüñ' -]*");

    private Pronunciations() {}

    /** Blanks in a row count as one, a typographic apostrophe as a plain one; an accent is part of its letter. */
    static Map<String, String> tidy(Map<String, String> pronounce) {
        Map<String, String> tidied = new LinkedHashMap<>();
        pronounce.forEach((word, said) -> tidied.put(Words.tidy(word), spelling(Words.tidy(said))));
        return Frozen.map(tidied);
    }

    /** In IPA an accent is a sound's own mark. */
    private static String spelling(String said) {
        return isIpa(said) ? said : composed(said);
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static void check(Rules rules, Map<String, String> pronounce) {
        AgentRules.atMost(rules, "pronounce", pronounce.size(), MAX_WORDS);
        Set<String> seen = new HashSet<>();
        pronounce.forEach((word, said) -> {
            String key = "pronounce." + word;
            rules.require(
                    word.length() <= MAX_WRITTEN && WRITTEN.matcher(word).matches(),
                    key,
                    word,
                    "a word or several as texts have them, at most " + MAX_WRITTEN + " characters");
            rules.require(
                    seen.add(composed(word).toLowerCase(Locale.ROOT)),
                    key,
                    word,
                    "each word only once, whatever its capitals");
            rules.require(
                    said.length() <= MAX_SAID
                            && (isIpa(said) || RESPELLED.matcher(said).matches()),
                    key,
                    said,
                    "plain letters such as shivawn or shi-VAWN, or IPA between slashes such as /ʃɪˈvɔːn/, at most "
                            + MAX_SAID + " characters");
        });
    }

    private static boolean isIpa(String said) {
        return said.length() > 2
                && said.startsWith("/")
                && said.endsWith("/")
                && said.substring(1, said.length() - 1).chars().allMatch(c -> c == ' ' || IPA.indexOf(c) >= 0)
                && said.chars().anyMatch(Character::isLetter);
    }
}
