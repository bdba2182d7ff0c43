package io.parley.agent.voice;

import java.text.Normalizer;

/**
 * Phones as {@code <phoneme>} gives them, in the International Phonetic Alphabet, to the tokens of the voice. IPA sets the
 * mark of stress before the syllable, the voice before its vowel. A sound that a language lacks becomes its nearest.
 */
final class PhonemeIpa {
    /** IPA, then American, British and Spanish tokens. */
    private static final String[][] SYMBOLS = {
        {"tʃ", "ʧ", "ʧ", "ʧ"},
        {"dʒ", "ʤ", "ʤ", "ʤ"},
        {"eɪ", "A", "A", "A"},
        {"ei", "A", "A", "A"},
        {"aɪ", "I", "I", "I"},
        {"ai", "I", "I", "I"},
        {"oʊ", "O", "Q", "o"},
        {"əʊ", "O", "Q", "o"},
        {"aʊ", "W", "W", "W"},
        {"au", "W", "W", "W"},
        {"ɔɪ", "Y", "Y", "oɪ"},
        {"oi", "Y", "Y", "oɪ"},
        {"eu", "ɛu", "ɛu", "eʊ"},
        {"ɜː", "ɜɹ", "ɜː", "e"},
        {"ɪə", "iə", "ɪə", "ia"},
        {"eə", "ɛə", "ɛː", "ea"},
        {"ʊə", "ʊə", "ʊə", "ua"},
        {"rr", "ɹ", "ɹ", "r"},
        {"iː", "i", "iː", "i"},
        {"uː", "u", "uː", "u"},
        {"ɑː", "ɑ", "ɑː", "a"},
        {"ɔː", "ɔ", "ɔː", "o"},
        {"ɒ", "ɑ", "ɒ", "o"},
        {"æ", "æ", "a", "a"},
        {"a", "ɑ", "a", "a"},
        {"ɑ", "ɑ", "ɑː", "a"},
        {"ɐ", "ə", "ə", "a"},
        {"ɚ", "əɹ", "ə", "eɾ"},
        {"ɝ", "ɜɹ", "ɜː", "eɾ"},
        {"ɜ", "ɜɹ", "ɜː", "e"},
        {"e", "ɛ", "ɛ", "e"},
        {"o", "O", "Q", "o"},
        {"i", "i", "i", "i"},
        {"u", "u", "uː", "u"},
        {"y", "u", "uː", "u"},
        {"ø", "ɜɹ", "ɜː", "e"},
        {"œ", "ɜɹ", "ɜː", "e"},
        {"ɔ", "ɔ", "ɔː", "o"},
        {"ə", "ə", "ə", "e"},
        {"ɛ", "ɛ", "ɛ", "ɛ"},
        {"ɪ", "ɪ", "ɪ", "i"},
        {"ʊ", "ʊ", "ʊ", "u"},
        {"ʌ", "ʌ", "ʌ", "a"},
        {"r", "ɹ", "ɹ", "r"},
        {"ɹ", "ɹ", "ɹ", "ɾ"},
        {"ʁ", "ɹ", "ɹ", "r"},
        {"ɾ", "T", "t", "ɾ"},
        {"g", "ɡ", "ɡ", "ɡ"},
        {"ɡ", "ɡ", "ɡ", "ɡ"},
        {"ɫ", "l", "l", "l"},
        {"x", "k", "k", "x"},
        {"χ", "k", "k", "x"},
        {"ɣ", "ɡ", "ɡ", "ɣ"},
        {"c", "k", "k", "k"},
        {"q", "k", "k", "k"},
        {"ʔ", "t", "t", ""},
        {"ɲ", "nj", "nj", "ɲ"},
        {"ʎ", "lj", "lj", "ʎ"},
        {"ʝ", "j", "j", "ʝ"},
        {"β", "v", "v", "β"},
        {"ç", "h", "h", "x"},
        {"ʃ", "ʃ", "ʃ", "ʧ"},
        {"ʒ", "ʒ", "ʒ", "ʝ"},
        {"z", "z", "z", "s"},
        {"v", "v", "v", "β"},
        {"h", "h", "h", "x"},
        {"ʧ", "ʧ", "ʧ", "ʧ"},
        {"ʤ", "ʤ", "ʤ", "ʤ"},
        {"'", "ˈ", "ˈ", "ˈ"},
        {"ˈ", "ˈ", "ˈ", "ˈ"},
        {"ˌ", "ˌ", "ˌ", "ˌ"},
        {" ", " ", " ", " "},
    };

    private static final String SAME = "bdfjklmnpstwðŋθ";
    /** Dots of syllables, ties, length, aspiration and other small marks. */
    private static final String SILENT = ".\u203F\u035C\u0361ːˑʰʲʷ\u0329\u032F\u032A\u0325\u0303\u031A|()-";

    private static final int MOST_PHONES = 60;

    private PhonemeIpa() {}

    /** What in it is no letter of the IPA that is known here. */
    static String unknown(String ipa) {
        StringBuilder unknown = new StringBuilder();
        convert(ipa, 1, unknown);
        return unknown.toString();
    }

    /** The tokens; empty where it has no vowel, and so cannot be said. */
    static String tokens(String ipa, Language language) {
        int column = language == Language.ES ? 3 : language == Language.EN_GB ? 2 : 1;
        String tokens = stressBeforeVowels(convert(ipa, column, new StringBuilder()));
        String said = tokens.length() > MOST_PHONES ? tokens.substring(0, MOST_PHONES) : tokens;
        boolean vowel = said.chars().anyMatch(c -> isVowel((char) c));
        return vowel ? said.replace(" ", "") : "";
    }

    private static String convert(String ipa, int column, StringBuilder unknown) {
        String text = Normalizer.normalize(ipa, Normalizer.Form.NFD)
                .replace("c\u0327", "ç")
                .replaceAll("(?<=[td])[\u0361\u035C](?=[ʃʒ])", "");
        StringBuilder tokens = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            at += symbol(text, at, column, tokens, unknown);
        }
        return tokens.toString();
    }

    private static int symbol(String text, int at, int column, StringBuilder tokens, StringBuilder unknown) {
        for (String[] symbol : SYMBOLS) {
            if (text.startsWith(symbol[0], at)) {
                tokens.append(symbol[column]);
                return symbol[0].length();
            }
        }
        char c = text.charAt(at);
        if (SAME.indexOf(c) >= 0) {
            tokens.append(c);
        } else if (SILENT.indexOf(c) < 0) {
            unknown.append(c);
        }
        return 1;
    }

    private static boolean isVowel(char token) {
        return Phones.isVowel(token) || SpanishLetters.isVowel(token);
    }

    private static String stressBeforeVowels(String tokens) {
        StringBuilder result = new StringBuilder();
        char mark = 0;
        for (char c : tokens.toCharArray()) {
            if (c == Phones.PRIMARY || c == Phones.SECONDARY) {
                mark = c;
            } else {
                if (mark != 0 && isVowel(c)) {
                    result.append(mark);
                    mark = 0;
                }
                result.append(c);
            }
        }
        return result.toString();
    }
}
