package io.parley.agent.voice;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of money: $412.30, €5, 12,50 €, USD 40, $3.5m, $5-10. */
final class MoneyRules {
    /** @param cents empty where the currency has none in use */
    private record Currency(String one, String many, String cent, String cents) {
        static Currency of(String table) {
            String[] names = table.split("\\|", -1);
            return new Currency(names[0], names[1], names[2], names[3]);
        }
    }

    private static final Map<String, String> CURRENCIES = Written.of("currency");
    private static final Map<String, String> SCALES = Written.of("scale");

    private static final String SIGN = "((?:US|CA|C|AU|A|NZ|HK|S)?\\$|[\u20AC\u00A3\u00A5\u20B9])\\s?";
    private static final String CODE = "(USD|EUR|GBP|CAD|AUD|NZD|JPY|CHF|INR|MXN|CNY|SEK|NOK|DKK|PLN|BRL|ZAR)";
    /** Whole part, also with points between the thousands where a decimal comma follows; a part of two digits. */
    private static final String WHOLE = "(\\d{1,3}(?:\\.\\d{3})+(?=,\\d{2}(?!\\d))|" + Numbers.PATTERN + ")";

    private static final String AMOUNT = WHOLE + "?(?:[.,](\\d{2}))?(?!\\.?\\d)(?<=\\d)";
    private static final String SCALE =
            "(?:\\s?(thousand|million|billion|trillion)\\b|(k|K|m|M|mn|b|B|bn|tn)(?!\\p{L}))";

    private static final Pattern NOTHING = Pattern.compile("[0,.]*");

    private final Numbers numbers;

    MoneyRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        String number = "(" + Numbers.PATTERN + ")";
        return List.of(
                Rule.of(SIGN + number + "(?:\\.(\\d+))?" + SCALE, this::scaled),
                Rule.of(SIGN + number + "\\s?[-\u2013]\\s?" + number + "(?![.,]?\\d)" + SCALE + "?", this::range),
                Rule.of(SIGN + AMOUNT, (m, out) -> amount(m.group(1), m.group(2), m.group(3), out)),
                Rule.of(SIGN + number + "\\.(\\d+)", this::precise),
                Rule.of(CODE + "\\s?" + AMOUNT, (m, out) -> amount(m.group(1), m.group(2), m.group(3), out)),
                Rule.of(
                        "(?=[\\d.,])" + AMOUNT + "\\s?(?:([\u20AC\u00A3\u20B9])|" + CODE + "(?!\\p{L}))",
                        (m, out) -> amount(m.group(3) == null ? m.group(4) : m.group(3), m.group(1), m.group(2), out)),
                Rule.when("(\\d{1,3})p(?![\\p{Alnum}])", this::pence));
    }

    private void scaled(MatchResult m, Spoken out) {
        String value = m.group(3) == null ? numbers.cardinal(m.group(2)) : numbers.decimal(m.group(2), m.group(3));
        out.words(value + " " + scale(m.group(4), m.group(5)) + " " + currency(m.group(1)).many);
    }

    private void precise(MatchResult m, Spoken out) {
        out.words(numbers.decimal(m.group(2), m.group(3)) + " " + currency(m.group(1)).many);
    }

    /** $5-10 is five to ten dollars; where each has its sign, each is an amount of its own. */
    private void range(MatchResult m, Spoken out) {
        boolean scaled = m.group(4) != null || m.group(5) != null;
        out.words(numbers.cardinal(m.group(2)) + " to " + numbers.cardinal(m.group(3))
                + (scaled ? " " + scale(m.group(4), m.group(5)) : "") + " " + currency(m.group(1)).many);
    }

    private static String scale(@Nullable String word, @Nullable String letter) {
        return word != null ? word : letter == null ? "" : SCALES.getOrDefault(letter, letter);
    }

    private void amount(String sign, @Nullable String wholeWritten, @Nullable String partWritten, Spoken out) {
        Currency currency = currency(sign);
        String whole = wholeWritten == null ? "0" : wholeWritten.replace(".", "");
        String part = partWritten == null ? "00" : partWritten;
        boolean noWhole = NOTHING.matcher(whole).matches();
        boolean noPart = part.equals("00");
        if (!noWhole || noPart) {
            out.words(numbers.cardinal(whole) + " " + (whole.equals("1") ? currency.one : currency.many));
        }
        if (!noPart && currency.cents.isEmpty()) {
            out.words(numbers.decimal("", part).replace("zero ", ""));
        } else if (!noPart) {
            out.words((noWhole ? "" : "and ") + numbers.cardinal(part) + " "
                    + (part.equals("01") ? currency.cent : currency.cents));
        }
    }

    /** 50p, in Britain. */
    private boolean pence(MatchResult m, Spoken out) {
        if (numbers.isBritish()) {
            out.words(numbers.cardinal(m.group(1)) + (m.group(1).equals("1") ? " penny" : " pence"));
        }
        return numbers.isBritish();
    }

    private static Currency currency(String sign) {
        return Currency.of(CURRENCIES.getOrDefault(sign, "|||"));
    }
}
