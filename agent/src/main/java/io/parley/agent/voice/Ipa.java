package io.parley.agent.voice;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The International Phonetic Alphabet, as dictionaries write it, to the phones of the voice. The stress mark, which IPA
 * sets before the syllable, goes before its vowel; sounds that a language lacks become the nearest it has; what marks no
 * sound is passed over. The symbols are those of {@code ipa.tsv}. Pure.
 */
final class Ipa {
    /** More characters than this are nobody's word. */
    static final int MOST_LETTERS = 100;

    /** A symbol of one or two characters and its phones in each language. */
    private record Symbol(String written, String american, String british, String spanish) {
        String in(Language language) {
            return switch (language) {
                case EN_US -> american;
                case EN_GB -> british;
                case ES -> spanish;
            };
        }
    }

    /** The longest first. */
    private static final List<Symbol> SYMBOLS = symbols();

    /** A vowel through the nose: the nearest has an n after it. */
    private static final char NASAL = '\u0303';

    /** Syllable dots, ties, length that no language here uses, aspiration and other small marks. */
    private static final String SILENT =
            ".()-|\u2016\u203F\u0361\u035C\u02D0\u02D1\u02DE\u02B0\u02B2\u02B7\u02E0\u02E4\u0327\u0329\u032F\u032A\u0325\u030A\u031A";

    private Ipa() {}

    /**
     * The phones of one word or several.
     *
     * @param ipa without the slashes around it
     * @return null where there is a symbol that is none of IPA, no vowel, or more than {@link #MOST_LETTERS}
     */
    static @Nullable String phones(String ipa, Language language) {
        StringBuilder unknown = new StringBuilder();
        if (ipa.length() > MOST_LETTERS) {
            return null;
        }
        String phones = converted(ipa, language, unknown).strip().replaceAll(" +", " ");
        boolean vowel = phones.chars().anyMatch(c -> isVowel((char) c));
        return vowel && unknown.isEmpty() ? rhotic(stressBeforeVowels(phones), language) : null;
    }

    /** What in it is no symbol of IPA that is known here. */
    static String unknown(String ipa) {
        StringBuilder unknown = new StringBuilder();
        converted(ipa, Language.EN_US, unknown);
        return unknown.toString();
    }

    private static String converted(String ipa, Language language, StringBuilder unknown) {
        String text = plain(ipa);
        StringBuilder phones = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            Symbol symbol = symbolAt(text, at);
            char c = text.charAt(at);
            if (symbol != null) {
                phones.append(symbol.in(language));
            } else if (c == ' ' || c == NASAL) {
                phones.append(c == ' ' ? ' ' : 'n');
            } else if (SILENT.indexOf(c) < 0) {
                unknown.append(c);
            }
            at += symbol == null ? 1 : symbol.written.length();
        }
        return phones.toString();
    }

    /** Accents apart from their letters, ligatures without their ties. */
    private static String plain(String ipa) {
        return Normalizer.normalize(ipa, Normalizer.Form.NFD)
                .replace("c\u0327", "\u00E7")
                .replaceAll("(?<=[td])[\u0361\u035C](?=[\u0283\u0292])", "")
                .replace("\u025C\u02DE", "\u025D")
                .replace("\u0259\u02DE", "\u025A");
    }

    private static @Nullable Symbol symbolAt(String text, int at) {
        for (Symbol symbol : SYMBOLS) {
            if (text.startsWith(symbol.written, at)) {
                return symbol;
            }
        }
        return null;
    }

    private static boolean isVowel(char phone) {
        return Phones.isVowel(phone) || SpanishLetters.isVowel(phone);
    }

    private static String stressBeforeVowels(String phones) {
        StringBuilder result = new StringBuilder();
        char mark = 0;
        for (char c : phones.toCharArray()) {
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

    /**
     * The r of English: one where the vowel before has it too ({@code ɪər}, {@code ɜːr}), and in Britain heard before a
     * vowel only.
     */
    private static String rhotic(String phones, Language language) {
        String single = phones.replace("ɹɹ", "ɹ");
        if (language != Language.EN_GB) {
            return single;
        }
        StringBuilder heard = new StringBuilder();
        for (int i = 0; i < single.length(); i++) {
            if (single.charAt(i) != 'ɹ' || Phones.startsWithVowel(single.substring(i + 1))) {
                heard.append(single.charAt(i));
            }
        }
        return heard.toString();
    }

    private static List<Symbol> symbols() {
        String table = new String(Resource.read("ipa.tsv", "").array(), StandardCharsets.UTF_8);
        return table.lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(fields -> new Symbol(fields[0], fields[1], fields[2], fields[3]))
                .sorted(Comparator.comparingInt((Symbol symbol) -> symbol.written.length())
                        .reversed())
                .toList();
    }
}
