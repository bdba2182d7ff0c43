package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spanish words, abbreviations, initialisms, addresses and punctuation. */
final class SpanishWordRules {
    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("sr", "señor"),
            Map.entry("sra", "señora"),
            Map.entry("srta", "señorita"),
            Map.entry("sres", "señores"),
            Map.entry("dr", "doctor"),
            Map.entry("dra", "doctora"),
            Map.entry("d", "don"),
            Map.entry("dª", "doña"),
            Map.entry("ud", "usted"),
            Map.entry("uds", "ustedes"),
            Map.entry("vd", "usted"),
            Map.entry("núm", "número"),
            Map.entry("nº", "número"),
            Map.entry("tel", "teléfono"),
            Map.entry("tfno", "teléfono"),
            Map.entry("av", "avenida"),
            Map.entry("avda", "avenida"),
            Map.entry("pág", "página"),
            Map.entry("ext", "extensión"),
            Map.entry("dpto", "departamento"),
            Map.entry("etc", "etcétera"),
            Map.entry("aprox", "aproximadamente"));
    /** Initialisms that are said as words. */
    private static final Set<String> WORDS =
            Set.of("IVA", "ONU", "OTAN", "SIDA", "AVE", "NIF", "NIE", "CIF", "PIN", "SIM");

    private static final Map<Character, String> SIGNS = Map.ofEntries(
            Map.entry('.', "punto"),
            Map.entry('-', "guion"),
            Map.entry('_', "guion bajo"),
            Map.entry('/', "barra"),
            Map.entry('@', "arroba"),
            Map.entry('+', "más"),
            Map.entry('#', "almohadilla"),
            Map.entry('*', "asterisco"),
            Map.entry('&', "y"),
            Map.entry('%', "por ciento"),
            Map.entry('=', "igual a"),
            Map.entry(',', "coma"),
            Map.entry(':', "dos puntos"));

    private static final String LABEL = "[A-Za-z0-9-]++";
    private static final String HOST = LABEL + "(?:\\." + LABEL + ")++";
    private static final Pattern PART = Pattern.compile("[A-Za-z]+|\\d+|[._+/@-]");

    private SpanishWordRules() {}

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.of(
                "[A-Za-z0-9](?:[A-Za-z0-9_+]|[.-](?=[A-Za-z0-9_+]))*+@" + HOST + "|(?:https?://|(?=www\\.))" + HOST
                        + "(?:/[A-Za-z0-9/_-]*[A-Za-z0-9])?",
                (m, out) -> address(m.group().replaceFirst("^https?://", ""), out)));
        rules.add(Rule.when("(\\p{L}{1,6}|[Nn]º|[Dd]ª)\\.(?!\\w)|[Nn]º(?=\\s?\\d)", (m, out) -> {
            String key = m.group().replace(".", "").toLowerCase(Locale.ROOT);
            String words = ABBREVIATIONS.get(key);
            if (words == null) {
                return false;
            }
            out.words(words);
            if (key.equals("etc")) {
                out.markIfSentenceEnds();
            }
            return true;
        }));
        rules.add(Rule.of("[\\p{L}\\p{M}]+(?:'[\\p{L}\\p{M}]+)*", (m, out) -> word(m.group(), out)));
        return rules;
    }

    static List<Rule> punctuation() {
        return List.of(
                Rule.of("[.?!\u2026]+", (m, out) -> out.mark(strongest(m.group()))),
                Rule.of("[,;:]", (m, out) -> out.mark(m.group().charAt(0))),
                Rule.of("[\u2014\u2013()\\[\\]]|--+|(?<=\\s)-(?=\\s)", (m, out) -> out.mark(',')),
                Rule.of("\\n(?:\\s*\\n)+", (m, out) -> out.mark('.')),
                Rule.of("(?<=\\p{L})/(?=\\p{L})", (m, out) -> out.words("o")),
                Rule.of("[&@+=%]", (m, out) -> out.words(sign(m.group().charAt(0)))));
    }

    static String sign(char sign) {
        return SIGNS.getOrDefault(sign, "");
    }

    private static char strongest(String marks) {
        if (marks.indexOf('?') >= 0) {
            return '?';
        }
        if (marks.indexOf('!') >= 0) {
            return '!';
        }
        return marks.length() > 1 || marks.charAt(0) == '\u2026' ? ',' : '.';
    }

    private static void address(String address, Spoken out) {
        Matcher part = PART.matcher(address);
        while (part.find()) {
            String text = part.group();
            if (!sign(text.charAt(0)).isEmpty()) {
                if (text.equals("@")) {
                    out.rest();
                }
                out.words(sign(text.charAt(0)));
            } else if (Character.isDigit(text.charAt(0))) {
                out.words(SpanishNumbers.digits(text));
            } else if (text.length() > 2 && isSayable(text) && !text.equals("www")) {
                out.words(text);
            } else {
                text.chars().forEach(c -> out.letter((char) c));
            }
        }
    }

    private static boolean isSayable(String text) {
        return text.toLowerCase(Locale.ROOT).chars().anyMatch(c -> "aeiouáéíóúü".indexOf(c) >= 0);
    }

    private static void word(String written, Spoken out) {
        String text = LatinLetters.accented(written);
        out.lose(LatinLetters.foreign(written));
        if (text.isEmpty()) {
            return;
        }
        boolean capitals = text.length() > 1 && text.equals(text.toUpperCase(Locale.ROOT)) && !out.isAllCapitals();
        boolean letter = text.length() == 1 && "aeiouyAEOUY".indexOf(text.charAt(0)) < 0;
        if (letter) {
            out.letter(text.charAt(0));
        } else if (capitals && !WORDS.contains(text) && (text.length() <= 3 || !isSayable(text))) {
            out.initialism(text);
        } else {
            out.words(text);
        }
    }
}
