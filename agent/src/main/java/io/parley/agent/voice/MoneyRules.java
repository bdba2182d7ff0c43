package io.parley.agent.voice;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/** Amounts of money: $412.30, €5, $3.5 million. */
final class MoneyRules {
    private record Currency(String one, String many, String cent, String cents) {}

    private static final Map<String, Currency> CURRENCIES = Map.of(
            "$", new Currency("dollar", "dollars", "cent", "cents"),
            "\u20AC", new Currency("euro", "euros", "cent", "cents"),
            "\u00A3", new Currency("pound", "pounds", "penny", "pence"));

    private static final String SIGN = "([$\u20AC\u00A3])\\s?";

    private final Numbers numbers;

    MoneyRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.of(
                        SIGN + "(" + Numbers.PATTERN + ")(?:\\.(\\d+))?\\s(thousand|million|billion|trillion)\\b",
                        this::scaled),
                Rule.of(SIGN + "(" + Numbers.PATTERN + ")?(?:\\.(\\d{2}))?(?!\\.?\\d)(?<=\\d)", this::amount),
                Rule.of(SIGN + "(" + Numbers.PATTERN + ")\\.(\\d+)", this::scaled));
    }

    private void scaled(MatchResult m, Spoken out) {
        String value = m.group(3) == null ? numbers.cardinal(m.group(2)) : numbers.decimal(m.group(2), m.group(3));
        out.words(value + (m.groupCount() > 3 ? " " + m.group(4) : "") + " " + currency(m).many);
    }

    private void amount(MatchResult m, Spoken out) {
        Currency currency = currency(m);
        String whole = m.group(2) == null ? "0" : m.group(2);
        String part = m.group(3) == null ? "00" : m.group(3);
        boolean noWhole = whole.replaceAll("[0,]", "").isEmpty();
        boolean noPart = part.equals("00");
        if (!noWhole || noPart) {
            out.words(numbers.cardinal(whole) + " " + (whole.equals("1") ? currency.one : currency.many));
        }
        if (!noPart) {
            out.words((noWhole ? "" : "and ") + numbers.cardinal(part) + " "
                    + (part.equals("01") ? currency.cent : currency.cents));
        }
    }

    private static Currency currency(MatchResult m) {
        Currency currency = CURRENCIES.get(m.group(1));
        if (currency == null) {
            throw new IllegalStateException("no currency for " + m.group(1));
        }
        return currency;
    }
}
