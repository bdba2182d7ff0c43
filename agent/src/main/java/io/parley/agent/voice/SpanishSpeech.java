package io.parley.agent.voice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Spanish words in a sentence: the small ones lose their stress, b, d and g soften, n sounds as what follows has it. As the
 * teacher speaks; its Spanish is espeak-ng's. Pure.
 */
final class SpanishSpeech {
    private static final String NASALS = "mnŋɲ";
    private static final String WIDE = "bpf";

    /** Without stress but before a pause. */
    private static final Set<String> UNSTRESSED = Set.of(
            "el", "la", "los", "las", "a", "de", "y", "o", "u", "e", "que", "se", "me", "te", "le", "lo", "les", "nos",
            "su", "sus", "mi", "mis", "tu", "tus", "por", "con", "sin", "del", "al", "en", "si", "tras", "quien");
    /** With little stress but before a pause. */
    private static final Set<String> WEAK = Set.of(
            "para",
            "como",
            "cuando",
            "pero",
            "porque",
            "sobre",
            "entre",
            "hasta",
            "hacia",
            "donde",
            "desde",
            "ante",
            "bajo",
            "nuestro",
            "nuestra",
            "nuestros",
            "nuestras",
            "mientras",
            "aunque");

    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('A', "ˈa"),
            Map.entry('B', "bˈe"),
            Map.entry('C', "θˈe"),
            Map.entry('D', "dˈe"),
            Map.entry('E', "ˈe"),
            Map.entry('F', "ˈɛfe"),
            Map.entry('G', "xˈe"),
            Map.entry('H', "ˈaʧe"),
            Map.entry('I', "ˈi"),
            Map.entry('J', "xˈota"),
            Map.entry('K', "kˈa"),
            Map.entry('L', "ˈɛle"),
            Map.entry('M', "ˈɛme"),
            Map.entry('N', "ˈɛne"),
            Map.entry('Ñ', "ˈɛɲe"),
            Map.entry('O', "ˈo"),
            Map.entry('P', "pˈe"),
            Map.entry('Q', "kˈu"),
            Map.entry('R', "ˈɛɾe"),
            Map.entry('S', "ˈɛse"),
            Map.entry('T', "tˈe"),
            Map.entry('U', "ˈu"),
            Map.entry('V', "ˈube"),
            Map.entry('W', "ˌubedˈoble"),
            Map.entry('X', "ˈɛkis"),
            Map.entry('Y', "iɡɾjˈeɡa"),
            Map.entry('Z', "θˈɛta"));

    private SpanishSpeech() {}

    /**
     * Phones of each item of a clause; a mark's are the mark itself.
     *
     * @param own a deployer's pronunciations, which stand above the spelling
     */
    static String[] phones(List<Item> items, OwnWords own) {
        String[] phones = new String[items.size()];
        boolean pause = true;
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i) instanceof Item.Word word) {
                phones[i] = phones(word, pause, own);
                pause = pause && phones[i].isEmpty();
            } else {
                phones[i] = String.valueOf(((Item.Mark) items.get(i)).sign());
                pause = true;
            }
        }
        char before = ' ';
        for (int i = 0; i < phones.length; i++) {
            if (items.get(i) instanceof Item.Mark) {
                before = ' ';
            } else if (!phones[i].isEmpty()) {
                boolean given = ((Item.Word) items.get(i)).kind() == Item.Kind.PHONES;
                phones[i] = given ? phones[i] : softened(phones[i], before, first(items, phones, i + 1));
                before = phones[i].charAt(phones[i].length() - 1);
            }
        }
        return phones;
    }

    private static char first(List<Item> items, String[] phones, int i) {
        for (int k = i; k < phones.length && items.get(k) instanceof Item.Word; k++) {
            char first = next(phones[k], -1, ' ');
            if (first != ' ') {
                return first;
            }
        }
        return ' ';
    }

    private static String phones(Item.Word word, boolean pause, OwnWords own) {
        return switch (word.kind()) {
            case LETTER -> letter(word.text().charAt(0));
            case INITIALISM -> initialism(word.text());
            case PHONES -> word.text();
            case WORD -> {
                String given = own.find(word.text(), stem -> stem + "s");
                yield given == null ? word(word.text(), pause) : given;
            }
        };
    }

    /** A letter's name; an accent is not named. */
    private static String letter(char letter) {
        char capital = Character.toUpperCase(letter);
        String plain = LatinLetters.plain(String.valueOf(capital));
        return LETTERS.getOrDefault(capital, plain.isEmpty() ? "" : LETTERS.getOrDefault(plain.charAt(0), ""));
    }

    private static String initialism(String letters) {
        StringBuilder phones = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            String name = letter(letters.charAt(i));
            phones.append(i == letters.length() - 1 ? name : Phones.demoted(name));
        }
        return phones.toString();
    }

    /** A word's phones as it is said alone, before b, d and g soften; what has no vowel is spelled. */
    static String alone(String word) {
        return word(word, true);
    }

    private static String word(String text, boolean pause) {
        String phones = SpanishLetters.read(text);
        if (phones.chars().noneMatch(c -> SpanishLetters.isVowel((char) c))) {
            return initialism(text);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!pause && UNSTRESSED.contains(lower)) {
            return phones.replace("ˈ", "");
        }
        return !pause && WEAK.contains(lower) ? phones.replace('ˈ', 'ˌ').replace('ɛ', 'e') : phones;
    }

    /**
     * Softens b, d and g but at the beginning, after a nasal and before some consonants.
     *
     * @param phones of a word, as it is said alone
     * @param before last phone of the word before, a blank where there is a pause
     * @param after first phone of the word after, a blank where there is a pause
     */
    static String softened(String phones, char before, char after) {
        StringBuilder soft = new StringBuilder();
        char last = before;
        for (int i = 0; i < phones.length(); i++) {
            char c = phones.charAt(i);
            char next = next(phones, i, after);
            boolean inside = next(phones, i, ' ') != ' ';
            char said = c == 'n' && inside && next == 'x' ? 'ŋ' : said(c, last, next, inside);
            soft.append(said);
            if (isSound(c)) {
                last = said;
            }
            if (c == 'p' && next == 't' && inside) {
                soft.append('ː');
            }
        }
        return soft.toString();
    }

    private static char said(char c, char last, char next, boolean inside) {
        boolean stop = last == ' ' || NASALS.indexOf(last) >= 0;
        return switch (c) {
            case 'b' -> stop || last == 'b' || " btdðmnkpθ".indexOf(next) >= 0 ? 'b' : 'β';
            case 'd' -> stop || !inside || "mk".indexOf(next) >= 0 ? 'd' : 'ð';
            case 'ɡ' -> stop || " nm".indexOf(next) >= 0 ? 'ɡ' : 'ɣ';
            case 'n' -> next == 'ɡ' ? 'ŋ' : WIDE.indexOf(next) >= 0 ? 'm' : 'n';
            case 'ʝ' -> last == 'n' ? 'ʤ' : 'ʝ';
            default -> c;
        };
    }

    /** Not a mark of stress, nor the blank between words that are read as one. */
    private static boolean isSound(char c) {
        return c != Phones.PRIMARY && c != Phones.SECONDARY && c != ' ';
    }

    /** The next sound. */
    private static char next(String phones, int i, char after) {
        for (int k = i + 1; k < phones.length(); k++) {
            char c = phones.charAt(k);
            if (isSound(c)) {
                return c;
            }
        }
        return after;
    }
}
