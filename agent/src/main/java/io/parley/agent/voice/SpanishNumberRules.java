package io.parley.agent.voice;

import io.parley.agent.voice.SpanishNumbers.Gender;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spanish sums, measures, ordinals, telephone numbers, codes and plain numbers. */
final class SpanishNumberRules {
    private record Currency(String one, String many, String cent, String cents, Gender gender) {}

    private static final Currency EURO = new Currency("euro", "euros", "céntimo", "céntimos", Gender.MASCULINE);
    private static final Currency DOLLAR = new Currency("dólar", "dólares", "centavo", "centavos", Gender.MASCULINE);
    private static final Currency PESO = new Currency("peso", "pesos", "centavo", "centavos", Gender.MASCULINE);
    private static final Currency POUND = new Currency("libra", "libras", "penique", "peniques", Gender.FEMININE);
    private static final Map<String, Currency> CURRENCIES = Map.ofEntries(
            Map.entry("€", EURO),
            Map.entry("EUR", EURO),
            Map.entry("euros", EURO),
            Map.entry("euro", EURO),
            Map.entry("$", DOLLAR),
            Map.entry("US$", DOLLAR),
            Map.entry("USD", DOLLAR),
            Map.entry("dólares", DOLLAR),
            Map.entry("dólar", DOLLAR),
            Map.entry("MX$", PESO),
            Map.entry("MXN", PESO),
            Map.entry("ARS", PESO),
            Map.entry("COP", PESO),
            Map.entry("CLP", PESO),
            Map.entry("pesos", PESO),
            Map.entry("peso", PESO),
            Map.entry("£", POUND),
            Map.entry("GBP", POUND),
            Map.entry("libras", POUND));

    /** As one|many. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("%", "por ciento|por ciento"),
            Map.entry("km", "kilómetro|kilómetros"),
            Map.entry("m", "metro|metros"),
            Map.entry("cm", "centímetro|centímetros"),
            Map.entry("mm", "milímetro|milímetros"),
            Map.entry("kg", "kilo|kilos"),
            Map.entry("g", "gramo|gramos"),
            Map.entry("l", "litro|litros"),
            Map.entry("ml", "mililitro|mililitros"),
            Map.entry("min", "minuto|minutos"),
            Map.entry("h", "hora|horas"),
            Map.entry("º", "grado|grados"),
            Map.entry("°", "grado|grados"),
            Map.entry("°C", "grado|grados"),
            Map.entry("GB", "giga|gigas"),
            Map.entry("MB", "mega|megas"));

    private static final Set<String> CODES = Set.of(
            "número",
            "código",
            "pin",
            "extensión",
            "habitación",
            "vuelo",
            "cuenta",
            "tarjeta",
            "pedido",
            "reserva",
            "clave",
            "contraseña",
            "referencia",
            "factura",
            "teléfono",
            "postal",
            "póliza",
            "expediente",
            "termina");
    private static final Set<String> LINKS = Set.of("es", "el", "la", "de", "en", "su", "con", "número", "por", "son");
    private static final Map<String, String> PARTS =
            Map.of("1/2", "medio", "1/3", "un tercio", "2/3", "dos tercios", "1/4", "un cuarto", "3/4", "tres cuartos");

    private static final String N = SpanishNumbers.PATTERN;
    private static final String END = "(?![\\p{L}\\d]|[.,]\\d)";
    private static final String SIGN = "(US\\$|MX\\$|[€$£]|EUR|USD|MXN|GBP|ARS|COP|CLP)";
    private static final String NAMED = "(€|£|\\$|EUR|USD|MXN|GBP|ARS|COP|CLP|euros?|pesos?|dólar(?:es)?|libras)";
    private static final String SMALL =
            "(?!(?:y|o|u|e|a|de|del|por|en|con|que|para|al|se|es|son|más|menos|si|no)(?!\\p{L}))";
    private static final Pattern NOUN = Pattern.compile("\\s" + SMALL + "\\p{L}{2,40}+");
    private static final Pattern FEMININE = Pattern.compile(
            "\\s" + SMALL
                    + "(?!(?:días?|mapas?|\\p{L}{0,20}(?:gr|bl|st|l|t|m|r)emas?)(?!\\p{L}))"
                    + "(?:\\p{L}{0,30}?(?:a|as|ión|iones|dad|dades|tud|tudes)|noches?|tardes?|calles?|llaves?|clases?|veces)(?!\\p{L})");

    private final SpanishNumbers numbers;

    SpanishNumberRules(SpanishNumbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.of("\\+(\\d(?:[\\s.-]?\\d){6,16})" + END, (m, out) -> {
                    out.words("más");
                    groups(m.group(1), out);
                }),
                Rule.of("\\(?\\d{2,4}\\)?(?:[\\s.-]\\d{2,4}){2,5}" + END, (m, out) -> groups(m.group(), out)),
                Rule.of(SIGN + "\\s?" + N + "(?:\\s(mil|millones|millón))?(?!\\p{L})", (m, out) -> {
                    sum(m.group(2), m.group(3), m.group(4), currency(m.group(1)), out);
                }),
                Rule.of(N + "\\s?" + NAMED + "(?!\\p{L})", (m, out) -> {
                    sum(m.group(1), m.group(2), null, currency(m.group(3)), out);
                }),
                Rule.when("\\d/\\d(?![\\d/])", (m, out) -> part(m.group(), out)),
                Rule.of("(\\d{1,3})\\.?([ºª])|(\\d{1,2})\\.?(er|ro|do|ra|da|to|ta)(?!\\p{L})", this::ordinal),
                Rule.when(N + "\\s?(%|°C|[°º]|km|cm|mm|kg|ml|min|GB|MB|[mglh])(?![\\p{L}\\d])", this::measure),
                Rule.when("(?=[A-Za-z-]*\\d)(?=[\\d-]*[A-Za-z])[A-Za-z\\d]+(?:-[A-Za-z\\d]+)*", this::code),
                Rule.of("(?<=\\d)\\s?[-\u2013]\\s?(?=\\d)", (m, out) -> out.words("a")),
                Rule.of("-(?=\\d)", (m, out) -> out.words("menos")),
                Rule.of(N, (m, out) -> plain(m.group(1), m.group(2), out)));
    }

    private static Currency currency(String sign) {
        return CURRENCIES.getOrDefault(sign, EURO);
    }

    private void sum(String whole, @Nullable String part, @Nullable String scale, Currency currency, Spoken out) {
        String digits = whole.replaceAll("\\D", "");
        boolean zero = digits.replace("0", "").isEmpty();
        if (scale != null && part != null) {
            out.words(numbers.decimal(whole, part));
        } else if (!zero || part == null || part.matches("0*")) {
            out.words(numbers.cardinal(whole, currency.gender));
        }
        boolean millions = scale != null ? scale.startsWith("mill") : digits.length() > 6 && digits.endsWith("000000");
        boolean said = scale != null || !zero || part == null || part.matches("0*");
        if (said) {
            boolean one = digits.equals("1") && scale == null;
            out.words((scale == null ? "" : scale + " ")
                    + (millions ? "de " : "")
                    + (one ? currency.one : currency.many));
        }
        if (scale == null && part != null && !part.matches("0*")) {
            String cents = part.length() == 1 ? part + "0" : part;
            out.words((said ? "con " : "") + numbers.cardinal(cents, Gender.MASCULINE) + " "
                    + (cents.equals("01") ? currency.cent : currency.cents));
        }
    }

    private static boolean part(String written, Spoken out) {
        String words = PARTS.get(written);
        if (words != null) {
            out.words(words);
        }
        return words != null;
    }

    private void ordinal(MatchResult m, Spoken out) {
        boolean sign = m.group(1) != null;
        String ending = sign ? m.group(2) : m.group(4);
        Gender gender = ending.equals("ª") || ending.endsWith("a")
                ? Gender.FEMININE
                : ending.equals("er") || sign && out.isFollowedBy(NOUN) ? Gender.MASCULINE : Gender.NONE;
        out.words(numbers.ordinal(sign ? m.group(1) : m.group(3), gender));
    }

    private boolean measure(MatchResult m, Spoken out) {
        String unit = UNITS.get(m.group(3));
        if (unit == null) {
            return false;
        }
        String[] names = unit.split("\\|");
        boolean one = m.group(1).equals("1") && m.group(2) == null;
        boolean percent = m.group(3).equals("%");
        Gender gender = percent ? Gender.NONE : m.group(3).equals("h") ? Gender.FEMININE : Gender.MASCULINE;
        String value =
                m.group(2) == null ? numbers.cardinal(m.group(1), gender) : numbers.decimal(m.group(1), m.group(2));
        out.words(value + " " + names[one ? 0 : 1]);
        return true;
    }

    /** Letters by name, digits one by one. */
    private boolean code(MatchResult m, Spoken out) {
        int said = 0;
        for (char c : m.group().toCharArray()) {
            if (c == '-' || said == 4) {
                out.rest();
                said = 0;
            }
            if (Character.isDigit(c)) {
                out.words(SpanishNumbers.digits(String.valueOf(c)));
            } else if (c != '-') {
                out.letter(c);
            }
            said += c == '-' ? 0 : 1;
        }
        return true;
    }

    private static void groups(String written, Spoken out) {
        List<String> parts = Pattern.compile("\\d+")
                .matcher(written)
                .results()
                .map(m -> m.group())
                .toList();
        List<String> groups = parts.size() == 1 ? Numbers.groups(parts.get(0)) : parts;
        for (int i = 0; i < groups.size(); i++) {
            if (i > 0) {
                out.rest();
            }
            out.words(SpanishNumbers.digits(groups.get(i)));
        }
    }

    private void plain(String whole, @Nullable String fraction, Spoken out) {
        if (fraction != null) {
            out.words(numbers.decimal(whole, fraction));
        } else if (isCode(whole, out)) {
            groups(whole, out);
        } else {
            out.words(numbers.cardinal(whole, counted(out)));
        }
    }

    private static Gender counted(Spoken out) {
        return out.isFollowedBy(FEMININE) ? Gender.FEMININE : out.isFollowedBy(NOUN) ? Gender.MASCULINE : Gender.NONE;
    }

    private static boolean isCode(String digits, Spoken out) {
        if (!digits.chars().allMatch(Character::isDigit) || digits.length() == 1) {
            return false;
        }
        if (digits.startsWith("0") || digits.length() > 6 || digits.length() > 4 && !digits.endsWith("000")) {
            return true;
        }
        int back = 0;
        while (LINKS.contains(out.before(back)) && !CODES.contains(out.before(back))) {
            back++;
        }
        return digits.length() > 2 && CODES.contains(out.before(back).toLowerCase(Locale.ROOT));
    }
}
