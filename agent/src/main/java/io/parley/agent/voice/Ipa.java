package io.parley.agent.voice;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The International Phonetic Alphabet, as dictionaries write English and foreign names, to the phones of the voice. The
 * stress mark, which IPA sets before the syllable, goes before its vowel; sounds that English lacks become the nearest it
 * has; what marks no sound of English is passed over. The symbols are those of {@code ipa-en.tsv}.
 */
final class Ipa {
    /** A symbol of one or two characters and its phones in either accent. */
    private record Symbol(String written, String american, String british) {}

    private static final List<Symbol> SYMBOLS = symbols();

    /** A vowel through the nose: the nearest in English has an n after it. */
    private static final char NASAL = '\u0303';

    /** Syllable dots, ties, length that English does not use, aspiration and other small marks. */
    private static final String SILENT =
            ".()-|\u2016\u203F\u0361\u035C\u02D0\u02D1\u02DE\u02B0\u02B2\u02B7\u02E0\u02E4\u0327\u0329\u032F\u032A\u0325\u030A\u031A";

    private Ipa() {}

    /**
     * The phones of one word or several.
     *
     * @param ipa without the slashes around it
     * @return null where there is a symbol that is none of IPA, or no vowel
     */
    static @Nullable String phones(String ipa, Accent accent) {
        String text = plain(ipa);
        StringBuilder phones = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int length = symbol(text, at, accent, phones);
            if (length == 0) {
                return null;
            }
            at += length;
        }
        String moved = stressBeforeVowels(phones.toString().strip());
        return moved.chars().anyMatch(c -> Phones.isVowel((char) c)) ? silentR(moved, accent) : null;
    }

    /** Accents apart from their letters, ligatures without their ties. */
    private static String plain(String ipa) {
        return Normalizer.normalize(ipa, Normalizer.Form.NFD)
                .replace("c\u0327", "\u00E7")
                .replaceAll("(?<=[td])[\u0361\u035C](?=[\u0283\u0292])", "")
                .replace("\u025C\u02DE", "\u025D")
                .replace("\u0259\u02DE", "\u025A");
    }

    /** Appends the phones of the symbol there. Its length, 0 where it is none. */
    private static int symbol(String text, int at, Accent accent, StringBuilder phones) {
        char c = text.charAt(at);
        for (Symbol symbol : SYMBOLS) {
            if (text.startsWith(symbol.written, at)) {
                phones.append(accent.isBritish() ? symbol.british : symbol.american);
                return symbol.written.length();
            }
        }
        if (c == ' ' || c == NASAL) {
            phones.append(c == ' ' ? ' ' : 'n');
            return 1;
        }
        return SILENT.indexOf(c) >= 0 ? 1 : 0;
    }

    private static String stressBeforeVowels(String phones) {
        StringBuilder result = new StringBuilder();
        char mark = 0;
        for (char c : phones.toCharArray()) {
            if (c == Phones.PRIMARY || c == Phones.SECONDARY) {
                mark = c;
            } else {
                if (mark != 0 && Phones.isVowel(c)) {
                    result.append(mark);
                    mark = 0;
                }
                result.append(c);
            }
        }
        return result.toString();
    }

    /** In British English an r is heard before a vowel only. */
    private static String silentR(String phones, Accent accent) {
        StringBuilder heard = new StringBuilder();
        for (int i = 0; i < phones.length(); i++) {
            boolean silent =
                    accent.isBritish() && phones.charAt(i) == 'ɹ' && !Phones.startsWithVowel(phones.substring(i + 1));
            if (!silent) {
                heard.append(phones.charAt(i));
            }
        }
        return heard.toString();
    }

    private static List<Symbol> symbols() {
        String table = new String(Resource.read("ipa-en.tsv", "").array(), StandardCharsets.UTF_8);
        return table.lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(fields -> new Symbol(fields[0], fields[1], fields[fields.length - 1]))
                .toList();
    }
}
